"""The one form that every question is drawn by; no screen is written by hand for a question.

    form = ItemForm(session, theme, prompt, visit.id)     # visit None: at the desk
    page.body.add(form)
    form.saved.connect(...)            # after each durable save
    form.follow.connect(...)           # item id of a follow-up that was pressed
    form.first_focus(); form.flush(); form.another_way(); form.set_prompt_only(True)

`FIELD_FOR_TYPE` says which control fills the `Value` of each item type.
"""

from ui.questionnaire.asked import Asked, ValueField
from ui.questionnaire.fields import FIELD_FOR_TYPE, ROW_FOR_TYPE
from ui.questionnaire.form import ItemForm
from ui.questionnaire.people_field import AddPerson

__all__ = ["FIELD_FOR_TYPE", "ROW_FOR_TYPE", "AddPerson", "Asked", "ItemForm", "ValueField"]
