"""What is measured, against whom: `make bench`. Method and figures stand in README.md."""
