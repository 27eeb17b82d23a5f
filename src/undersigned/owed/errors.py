"""What a performer says when trying again is no use."""


class Hopeless(Exception):
    """The work can never be done; it is given up at once.

    Shape  code: what stood in the way, in a word or number, never an address or a text
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
