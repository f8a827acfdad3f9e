"""Checks of the MQM dimension this folder is named after."""

from audit.checks.design.altered_link import altered_link
from audit.checks.design.altered_placeholder import altered_placeholder
from audit.checks.design.altered_tag import altered_tag
from audit.checks.design.bent_placeholder import bent_placeholder
from audit.checks.design.broken_address import broken_address
from audit.checks.design.broken_entity import broken_entity
from audit.checks.design.broken_escape import broken_escape
from audit.checks.design.broken_fence import broken_fence
from audit.checks.design.broken_markdown import broken_markdown
from audit.checks.design.broken_message_syntax import broken_message_syntax
from audit.checks.design.changed_code import changed_code
from audit.checks.design.changed_edge_space import changed_edge_space
from audit.checks.design.changed_heading_level import changed_heading_level
from audit.checks.design.changed_line_breaks import changed_line_breaks
from audit.checks.design.contents_share_address import contents_share_address
from audit.checks.design.crossed_tags import crossed_tags
from audit.checks.design.dead_anchor import dead_anchor
from audit.checks.design.fenced_whole_text import fenced_whole_text
from audit.checks.design.glued_caption import glued_caption
from audit.checks.design.glued_metadata import glued_metadata
from audit.checks.design.leaked_mask import leaked_mask
from audit.checks.design.literal_emphasis import literal_emphasis
from audit.checks.design.literal_heading import literal_heading
from audit.checks.design.literal_link import literal_link
from audit.checks.design.lost_code_language import lost_code_language
from audit.checks.design.merged_items import merged_items
from audit.checks.design.missing_link import missing_link
from audit.checks.design.missing_picture import missing_picture
from audit.checks.design.missing_placeholder import missing_placeholder
from audit.checks.design.missing_tag import missing_tag
from audit.checks.design.model_token import model_token
from audit.checks.design.open_tag import open_tag
from audit.checks.design.photo_credit import photo_credit
from audit.checks.design.ragged_table import ragged_table
from audit.checks.design.site_furniture import site_furniture
from audit.checks.design.text_too_long import text_too_long
from audit.checks.design.translated_code import translated_code
from audit.checks.design.translated_key import translated_key
from audit.checks.design.translated_keyword import translated_keyword
from audit.checks.design.translator_markup import translator_markup
from audit.checks.design.unknown_placeholder import unknown_placeholder
from audit.checks.design.unknown_tag import unknown_tag
from audit.model.check import Check

DESIGN_CHECKS: tuple[Check, ...] = (
    altered_link,
    altered_placeholder,
    altered_tag,
    broken_entity,
    broken_escape,
    broken_markdown,
    broken_message_syntax,
    changed_code,
    changed_edge_space,
    changed_heading_level,
    changed_line_breaks,
    contents_share_address,
    crossed_tags,
    fenced_whole_text,
    glued_caption,
    glued_metadata,
    leaked_mask,
    literal_emphasis,
    literal_heading,
    literal_link,
    lost_code_language,
    merged_items,
    missing_link,
    missing_picture,
    missing_placeholder,
    missing_tag,
    model_token,
    photo_credit,
    site_furniture,
    text_too_long,
    translator_markup,
    unknown_placeholder,
    unknown_tag,
    dead_anchor,
    translated_key,
    translated_keyword,
    translated_code,
    bent_placeholder,
    broken_fence,
    ragged_table,
    broken_address,
    open_tag,
)
