"""What a manager looks at in a school's record: who has had it, what stands against a SIP, days, actions, alerts."""
