import type { Deployment } from 'kubernetes-types/apps/v1.d.ts';
import type { Namespace, Service, ServiceAccount } from 'kubernetes-types/core/v1.d.ts';
import type { Ingress, NetworkPolicy } from 'kubernetes-types/networking/v1.d.ts';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.d.ts';

/** What Kubernetes takes, by kind. */
export interface Kinds {
  Deployment: Deployment;
  Ingress: Ingress;
  Namespace: Namespace;
  NetworkPolicy: NetworkPolicy;
  PodDisruptionBudget: PodDisruptionBudget;
  Service: Service;
  ServiceAccount: ServiceAccount;
}

/** A part of it that is merged into another, as Kustomize does. */
export type Patch<T> = T extends (infer Item)[]
  ? (Patch<Item> & { $patch?: 'delete' })[]
  : T extends object
    ? { [Key in keyof T]?: Patch<T[Key]> }
    : T;
