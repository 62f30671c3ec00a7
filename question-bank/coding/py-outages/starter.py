def downtime(outages, start, end):
    """outages: list of [service, from, to]; to is the first second after the outage.
    Returns {"down": {service: seconds}, "any": seconds, "most": number of services}.
    """
    raise NotImplementedError
