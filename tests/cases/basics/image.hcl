# The container image that web, workers and one-shot tasks run.

base = "external-dependencies"

rule "image is a full reference with a tag or a digest" {
  refuses "empty" {
    why    = "There is no default image: somebody has to name one."
    inputs = { image = "" }
    fails  = ["image"]
  }

  refuses "interpolation" {
    why    = "A template in the value stays data, and no image is named like that."
    inputs = { image = "ghcr.io/example/$${x}:1" }
    fails  = ["image"]
  }

  refuses "a port is no tag" {
    why    = "What follows a colon before the path is the registry's port, not a tag."
    inputs = { image = "registry.example.com:5000/openmercato" }
    fails  = ["image"]
  }

  refuses "with space" {
    why    = "A space ends a reference."
    inputs = { image = "ghcr.io/example/open mercato:1.4.2" }
    fails  = ["image"]
  }

  refuses "without tag" {
    why    = "Without a tag each deployment could run something else."
    inputs = { image = "ghcr.io/example/openmercato" }
    fails  = ["image"]
  }

  refuses "capital repository" {
    why    = "Repositories are lower case."
    inputs = { image = "ghcr.io/Example/openmercato:1.4.2" }
    fails  = ["image"]
  }

  refuses "with scheme" {
    why    = "An image reference has no scheme."
    inputs = { image = "https://ghcr.io/example/openmercato:1.4.2" }
    fails  = ["image"]
  }

  refuses "short digest" {
    why    = "A digest has 64 hex digits."
    inputs = { image = "ghcr.io/example/openmercato@sha256:5f70bf" }
    fails  = ["image"]
  }

  accepts "digest" {
    why = "A digest names one image for ever, and needs no tag beside it."
    inputs = {
      image = "ghcr.io/example/openmercato@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
    }
  }

  accepts "registry port" {
    why    = "A registry may have a port when the image has a tag as well."
    inputs = { image = "registry.example.com:5000/team/openmercato:1.4.2" }
  }

  accepts "tag and digest" {
    why = "CI systems write the tag for people and the digest for machines."
    inputs = {
      image = "ghcr.io/example/openmercato:1.4.2@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"
    }
  }
}

advice "mutable_image_tag" {
  warns "latest, of a sidecar" {
    why    = "A sidecar's image moves as app's does."
    inputs = { web_service = { sidecars = ["{\"name\": \"a\", \"image\": \"a:latest\"}"] } }
  }

  warns "latest" {
    why    = "Latest moves with every build, so two tasks may run different code."
    inputs = { image = "ghcr.io/example/openmercato:latest" }
  }

  silent "the tag of a build on main" {
    why    = "A tag that only contains the word main names one build."
    inputs = { image = "ghcr.io/example/openmercato:main-20260807-8c6d837" }
  }
}
