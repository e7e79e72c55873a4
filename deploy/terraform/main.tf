# The bot's role at AWS, with the policies of docs/, which are written down nowhere else: docs/deploying.md.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

locals {
  # Without https://, as IAM's conditions name it.
  issuer = try(replace(data.aws_iam_openid_connect_provider.cluster[0].url, "https://", ""), "")
}

data "aws_iam_openid_connect_provider" "cluster" {
  count = var.oidc_provider_arn == null ? 0 : 1
  arn   = var.oidc_provider_arn
}

data "aws_iam_policy_document" "trust" {
  # Pods of a Kubernetes cluster that has this identity provider (EKS: IRSA).
  dynamic "statement" {
    for_each = var.oidc_provider_arn == null ? [] : [var.oidc_provider_arn]
    content {
      actions = ["sts:AssumeRoleWithWebIdentity"]
      principals {
        type        = "Federated"
        identifiers = [statement.value]
      }
      condition {
        test     = "StringEquals"
        variable = "${local.issuer}:sub"
        values   = ["system:serviceaccount:${var.service_account}"]
      }
      condition {
        test     = "StringEquals"
        variable = "${local.issuer}:aud"
        values   = ["sts.amazonaws.com"]
      }
    }
  }

  # Instances and tasks.
  dynamic "statement" {
    for_each = length(var.services) == 0 ? [] : [var.services]
    content {
      actions = ["sts:AssumeRole"]
      principals {
        type        = "Service"
        identifiers = statement.value
      }
    }
  }
}

resource "aws_iam_role" "bot" {
  name               = var.name
  description        = "Interconnect bot: looks, and orders only what carries its tag"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "orders" {
  name   = "orders"
  role   = aws_iam_role.bot.id
  policy = file("${path.module}/../../docs/iam-policy.json")
}

# For AWS_HEALTH and CLOUDTRAIL.
resource "aws_iam_role_policy" "optional" {
  count  = var.optional_rights ? 1 : 0
  name   = "optional"
  role   = aws_iam_role.bot.id
  policy = file("${path.module}/../../docs/iam-policy-optional.json")
}

# For accounts in the rules file: docs/accounts.md.
resource "aws_iam_role_policy" "accounts" {
  count  = var.other_accounts ? 1 : 0
  name   = "accounts"
  role   = aws_iam_role.bot.id
  policy = file("${path.module}/../../docs/iam-policy-accounts.json")
}

# For npm run doctor: docs/doctor.md.
resource "aws_iam_role_policy" "doctor" {
  count  = var.doctor_rights ? 1 : 0
  name   = "doctor"
  role   = aws_iam_role.bot.id
  policy = file("${path.module}/../../docs/iam-policy-doctor.json")
}

resource "aws_iam_instance_profile" "bot" {
  count = contains(var.services, "ec2.amazonaws.com") ? 1 : 0
  name  = var.name
  role  = aws_iam_role.bot.name
}
