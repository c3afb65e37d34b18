environment = "production"
db          = { instance_class = "db.m7g.large", storage = 100 }
