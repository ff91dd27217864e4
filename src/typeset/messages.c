#include "typeset/messages.h"

const struct gk_message gk_msg_typeset_role = {"typeset.role", GK_ERROR, GK_STATUS_INPUT, "样式“{1}”的字体“{2}”在字体锁定文件里没有。",
                                               "the font “{2}” of the style “{1}” is not a role of the font lock"};
const struct gk_message gk_msg_typeset_pages = {"typeset.pages", GK_ERROR, GK_STATUS_DOCUMENT, "文件超过{1}页。", "the document has more than {1} pages"};
const struct gk_message gk_msg_typeset_turned = {"typeset.table-turned", GK_NOTE, GK_STATUS_OK, "表“{1}”太宽，改为横排。", "the table “{1}” is wide: it is turned"};
const struct gk_message gk_msg_typeset_shrunk = {"typeset.table-shrunk", GK_NOTE, GK_STATUS_OK, "表“{1}”太宽，字号由{2}缩至{3}磅。",
                                                 "the table “{1}” is wide: its size goes from {2} to {3} pt"};
const struct gk_message gk_msg_typeset_panels = {"typeset.table-panels", GK_WARNING, GK_STATUS_OK,
                                                 "表“{1}”太宽，最小的字号横排仍放不下，分为{2}段，各段重复关键栏。如不合适，请减少栏数或缩短栏中的内容。",
                                                 "the table “{1}” is too wide for a turned sheet at its least size: it is set in {2} panels that repeat the key columns; take out columns or shorten their contents if that does not suit"};
const struct gk_message gk_msg_typeset_too_wide = {"typeset.table-too-wide", GK_ERROR, GK_STATUS_DOCUMENT,
                                                   "表“{1}”排不下：关键栏和另一栏并排至少要{2}磅，版心只有{3}磅。请加宽版心，或缩小表的字号和内边距。",
                                                   "the table “{1}” does not fit: a key column and one more need {2} pt, the text block has {3} pt; widen it, or make the size and padding of the table smaller"};
const struct gk_message gk_msg_typeset_head_tall = {"typeset.table-head-tall", GK_ERROR, GK_STATUS_DOCUMENT,
                                                    "表“{1}”排不下：表题、表头和一行文字至少高{2}磅，版面只有{3}磅。请缩短表题或表头。",
                                                    "the table “{1}” does not fit: caption, head and one line need {2} pt of height, the page has {3} pt"};
const struct gk_message gk_msg_typeset_cover = {"typeset.cover", GK_WARNING, GK_STATUS_OK, "封面排了{1}页。请减少封面上的内容，或者改小样式里的 at 。",
                                                "the cover takes {1} pages; put less on it, or lessen at= of its styles"};
