output "inputs" {
  description = "The inputs, with the defaults of those that are left out."
  value       = var.inputs
}
