"""Known to Django for its letters (templates) and the work it owes; a journey keeps no table."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "undersigned.journeys"
    label = "journeys"

    def ready(self) -> None:
        """Say what does the work that journeys owe."""
        from undersigned.owed import actions as owed

        from . import decide_together, erase, learn, remind_of_notice, second_opinion, sweep

        owed.register(sweep.KIND, sweep.sweep)
        owed.register(decide_together.KIND, decide_together.perform)
        owed.register(erase.KIND, erase.perform)
        owed.register(learn.KIND, learn.perform)
        owed.register(remind_of_notice.KIND, remind_of_notice.remind)
        owed.register(second_opinion.KIND, second_opinion.perform)
