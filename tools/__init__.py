"""What `make` calls. Nothing here is part of the product."""
