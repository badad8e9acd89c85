"""Time zones by the names that people know. Any other zone that the clinic entered stays as it is."""

ZONES: dict[str, str] = {
    "America/New_York": "Eastern (New York)",
    "America/Chicago": "Central (Chicago)",
    "America/Denver": "Mountain (Denver)",
    "America/Phoenix": "Arizona (Phoenix)",
    "America/Los_Angeles": "Pacific (Los Angeles)",
    "America/Anchorage": "Alaska (Anchorage)",
    "Pacific/Honolulu": "Hawaii (Honolulu)",
    "America/Puerto_Rico": "Atlantic (Puerto Rico)",
    "America/Halifax": "Halifax",
    "America/Mexico_City": "Mexico City",
    "America/Sao_Paulo": "Sao Paulo",
    "Europe/London": "London",
    "Europe/Paris": "Paris",
    "Europe/Berlin": "Berlin",
    "Europe/Athens": "Athens",
    "Africa/Lagos": "Lagos",
    "Africa/Nairobi": "Nairobi",
    "Asia/Dubai": "Dubai",
    "Asia/Karachi": "Karachi",
    "Asia/Kolkata": "Delhi and Mumbai",
    "Asia/Dhaka": "Dhaka",
    "Asia/Shanghai": "Shanghai",
    "Asia/Manila": "Manila",
    "Asia/Tokyo": "Tokyo",
    "Australia/Sydney": "Sydney",
    "Pacific/Auckland": "Auckland",
}


def zone_choices(current: str) -> list[tuple[str, str]]:
    """The known zones, and the person's own one if it is not among them."""
    own = {} if current in ZONES else {current: current.replace("_", " ")}
    return list({**ZONES, **own}.items())
