from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "paincare.demo"
    label = "demo"
