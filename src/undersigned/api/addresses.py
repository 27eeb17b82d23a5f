"""Where the calls are."""

V1 = "/api/v1"
COMMUNITY = f"{V1}/communities/{{community}}"
STORY = f"{COMMUNITY}/stories/{{story}}"
COMMENTS = f"{STORY}/comments"
COMMENT = f"{V1}/comments/{{comment}}"
COUNTS = f"{V1}/counts"
DESK = f"{V1}/desk"
