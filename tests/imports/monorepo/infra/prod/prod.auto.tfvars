image = "ghcr.io/northwind/shop:1.14.2"
