"""Who it is here: the people, teams and channels of one company, by the roles and duties of the knowledge."""
