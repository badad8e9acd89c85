"""`{% address "people:patient-contact" row.patient_id %}`: `url` for long lists."""

from django import template

from core.addresses import address_of

register = template.Library()
register.simple_tag(address_of, name="address")
