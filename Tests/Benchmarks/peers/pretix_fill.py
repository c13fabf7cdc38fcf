"""Run in pretix' shell: one event, one ticket, one check-in list, 32 devices and ORDERS paid orders of one ticket each."""
import os
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.utils.crypto import get_random_string
from django.utils.timezone import now
from django_scopes import scopes_disabled
from pretix.base.models import Device, Event, Order, OrderPosition, Organizer

DEVICES = 32
ORDERS = int(os.environ["ORDERS"])
FOLDER = Path(os.environ["FOLDER"])

with scopes_disabled():
    organizer = Organizer.objects.create(name="Bench", slug="bench")
    event = Event.objects.create(
        organizer=organizer, name="Bench", slug="bench", live=True, currency="EUR", date_from=now() + timedelta(days=1))
    item = event.items.create(name="Ticket", default_price=Decimal("10.00"), admission=True)
    checkins = event.checkin_lists.create(name="Door", all_products=True)
    devices = [
        Device.objects.create(
            organizer=organizer, all_events=True, name="till %d" % number, initialized=now(),
            api_token=get_random_string(48), security_profile="full") for number in range(DEVICES)]
    channel = organizer.sales_channels.get(identifier="web")
    orders = Order.objects.bulk_create([
        Order(
            organizer=organizer, event=event, code="B%05d" % number, status=Order.STATUS_PAID, email="a@example.com",
            datetime=now(), expires=now() + timedelta(days=9), total=Decimal("10.00"), locale="en",
            secret=get_random_string(16), sales_channel=channel)
        for number in range(ORDERS)], batch_size=2_000)
    positions = OrderPosition.objects.bulk_create([
        OrderPosition(
            organizer=organizer, order=order, item=item, positionid=1, price=Decimal("10.00"), tax_rate=Decimal("0"),
            tax_value=Decimal("0"), secret=get_random_string(32), pseudonymization_id=get_random_string(10))
        for order in orders], batch_size=2_000)

FOLDER.joinpath("list.txt").write_text(str(checkins.pk))
FOLDER.joinpath("tickets.txt").write_text("".join("%s\n" % position.secret for position in positions))
FOLDER.joinpath("tokens.txt").write_text("".join("%s\n" % device.api_token for device in devices))
