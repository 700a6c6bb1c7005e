"""The selling page as a screen machine: what was rung up, how it is paid, what is shown of it."""
