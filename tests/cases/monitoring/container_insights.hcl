# Container Insights of the cluster.

base = "external-dependencies"

rule "container_insights is a choice of ECS" {
  refuses "true" {
    why    = "ECS has three values."
    inputs = { container_insights = "true" }
    fails  = ["container_insights"]
  }

  accepts "enhanced" {
    why    = "With figures of each task."
    inputs = { container_insights = "enhanced" }
  }
}
