/** The form's fields, named as the form shows them. */
export type Field =
  | 'account'
  | 'region'
  | 'location'
  | 'bandwidth'
  | 'lag'
  | 'provider'
  | 'macsec'
  | 'name'
  | 'reason'
  | 'tags'
  | 'beneficiary';

/** Something that keeps an order from being asked for, said beside the field where it was typed. */
export interface Violation {
  field: Field;
  message: string;
}
