from django import forms


class ChoiceForm(forms.Form):
    persona = forms.SlugField()
    conversation = forms.UUIDField(required=False)
