"""From an inquiry to a proposal that the client has."""
