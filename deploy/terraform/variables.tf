variable "name" {
  description = "The role's name"
  type        = string
  default     = "interconnect-bot"
}

variable "oidc_provider_arn" {
  description = "The cluster's identity provider in IAM; null without Kubernetes"
  type        = string
  default     = null
}

variable "service_account" {
  description = "The pods' namespace and service account, as deploy/kubernetes names them"
  type        = string
  default     = "interconnect-bot:interconnect-bot"
}

variable "services" {
  description = "The services whose machines the bot runs on: ec2.amazonaws.com, ecs-tasks.amazonaws.com"
  type        = list(string)
  default     = []
}

variable "optional_rights" {
  description = "Whether the bot may ask AWS Health and CloudTrail (AWS_HEALTH, CLOUDTRAIL)"
  type        = bool
  default     = false
}

variable "other_accounts" {
  description = "Whether the bot may be the role interconnect-bot of other accounts, where that trusts it"
  type        = bool
  default     = false
}

variable "doctor_rights" {
  description = "Whether the doctor may ask whether this is a partner, and what the role may"
  type        = bool
  default     = false
}
