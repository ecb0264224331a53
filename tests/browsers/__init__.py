"""The filing page in browsers that are killed, and the site in old ones; each has a target of its own."""
