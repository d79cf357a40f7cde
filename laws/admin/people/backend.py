"""Who is logged in at the desk."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from laws.models import SecondCoding


class StaffBackend(ModelBackend):
    """Accounts with a password. One query reads an account and whether it `is_coding` a measure
    blind, which every page of the desk asks.
    """

    def get_user(self, user_id):
        coding = SecondCoding.objects.filter(by=OuterRef("pk"), is_open=True)
        account = User.objects.annotate(is_coding=Exists(coding)).filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
