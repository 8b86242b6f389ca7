"""What a person should look at, as `generator review` lists it."""
