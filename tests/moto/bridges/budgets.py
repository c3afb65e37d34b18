"""Budgets: who is told, and tags."""

import json

from moto.budgets.responses import BudgetsResponse

BRIDGED = {
    "aws_budgets_budget": "who is told of a notification is not read back, and there are no tags; ours keeps both",
}


def install():
    tags = {}
    create = BudgetsResponse.create_budget

    def create_budget(self):
        answer = create(self)
        name = self._get_param("Budget")["BudgetName"]
        tags[f"arn:{self.partition}:budgets::{self.current_account}:budget/{name}"] = self._get_param("ResourceTags") or []
        return answer

    def describe_subscribers_for_notification(self):
        budget = self.backend.budgets[self._get_param("AccountId")][self._get_param("BudgetName")]
        asked = self._get_param("Notification")
        keys = ("NotificationType", "ComparisonOperator", "Threshold")
        told = [n.subscribers for n in budget.notifications if all(n.details[key] == asked[key] for key in keys)]
        return json.dumps({"Subscribers": [subscriber for subscribers in told for subscriber in subscribers]})

    BudgetsResponse.create_budget = create_budget
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
    BudgetsResponse.list_tags_for_resource = lambda self: json.dumps(
        {"ResourceTags": tags.get(self._get_param("ResourceARN"), [])}
    )
