"""The demo studio: invented clients, real parts, and nothing leaves the machine."""
