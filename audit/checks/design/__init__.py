"""Checks of the MQM dimension this folder is named after."""

from audit.checks.design.altered_placeholder import altered_placeholder
from audit.checks.design.contents_share_address import contents_share_address
from audit.checks.design.fenced_whole_text import fenced_whole_text
from audit.checks.design.glued_caption import glued_caption
from audit.checks.design.glued_metadata import glued_metadata
from audit.checks.design.leaked_mask import leaked_mask
from audit.checks.design.literal_emphasis import literal_emphasis
from audit.checks.design.literal_heading import literal_heading
from audit.checks.design.literal_link import literal_link
from audit.checks.design.missing_placeholder import missing_placeholder
from audit.checks.design.model_token import model_token
from audit.checks.design.photo_credit import photo_credit
from audit.checks.design.site_furniture import site_furniture
from audit.checks.design.unknown_placeholder import unknown_placeholder
from audit.model.check import Check

DESIGN_CHECKS: tuple[Check, ...] = (
    altered_placeholder,
    contents_share_address,
    fenced_whole_text,
    glued_caption,
    glued_metadata,
    leaked_mask,
    literal_emphasis,
    literal_heading,
    literal_link,
    missing_placeholder,
    model_token,
    photo_credit,
    site_furniture,
    unknown_placeholder,
)
