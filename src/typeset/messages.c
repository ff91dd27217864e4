#include "typeset/messages.h"

const struct gk_message gk_msg_typeset_role = {"typeset.role", GK_ERROR, GK_STATUS_INPUT, "样式“{1}”的字体“{2}”在字体锁定文件里没有。",
                                               "the font “{2}” of the style “{1}” is not a role of the font lock"};
const struct gk_message gk_msg_typeset_pages = {"typeset.pages", GK_ERROR, GK_STATUS_DOCUMENT, "文件超过{1}页。", "the document has more than {1} pages"};
const struct gk_message gk_msg_typeset_shrunk = {"typeset.table-shrunk", GK_NOTE, GK_STATUS_OK, "表“{1}”太宽，字号由{2}缩至{3}磅。",
                                                 "the table “{1}” is wide: its size goes from {2} to {3} pt"};
const struct gk_message gk_msg_typeset_too_wide = {"typeset.table-too-wide", GK_ERROR, GK_STATUS_DOCUMENT,
                                                   "表“{1}”排不下：各列至少要{2}磅，版面只有{3}磅。最宽而不能断开的内容在标出的这一格：请改短它，或者减少列数。",
                                                   "the table “{1}” does not fit: its columns need {2} pt, the page has {3} pt; the widest unbreakable piece is in the cell shown"};
const struct gk_message gk_msg_typeset_head_tall = {"typeset.table-head-tall", GK_ERROR, GK_STATUS_DOCUMENT,
                                                    "表“{1}”排不下：表题、表头和一行文字至少高{2}磅，版面只有{3}磅。请缩短表题或表头。",
                                                    "the table “{1}” does not fit: caption, head and one line need {2} pt of height, the page has {3} pt"};
