output "role_arn" {
  description = "For the annotation of deploy/kubernetes/base/service-account.yaml, or a task's role"
  value       = aws_iam_role.bot.arn
}

output "instance_profile" {
  description = "For an instance; null unless services names ec2.amazonaws.com"
  value       = one(aws_iam_instance_profile.bot[*].name)
}
