environment = "staging"
image_tag   = "v2.4.1"
