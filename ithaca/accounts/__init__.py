"""Who you are: accounts, sign-in, second factors."""
