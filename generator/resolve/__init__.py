"""Who is meant: mentions to persons and clusters, each with an identifier that stays."""
