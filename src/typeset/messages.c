/* Messages of the typeset room. */
#include "typeset/messages.h"

const struct gk_message gk_msg_typeset_role = {
    "typeset.role", GK_ERROR, GK_STATUS_INPUT,
    "样式“{1}”要用字体“{2}”，字体清单中没有这个角色。请改写样式的字体，或在字体清单中加上它。",
    "the style “{1}” asks for the font “{2}”, which is no role of the font lock; correct the style or add the role"};

const struct gk_message gk_msg_typeset_style = {
    "typeset.style", GK_ERROR, GK_STATUS_INPUT,
    "版式用到样式“{1}”（{2}），但没有定义它。请在样式中补上。",
    "the layout uses the style “{1}” (for {2}) but does not define it; add it to the styles"};

const struct gk_message gk_msg_typeset_page = {
    "typeset.page", GK_ERROR, GK_STATUS_INPUT,
    "页面尺寸不能使用：{1}。请改写版式的page。",
    "the page cannot be used: {1}; correct the layout's page"};

const struct gk_message gk_msg_typeset_pages = {
    "typeset.pages", GK_ERROR, GK_STATUS_DOCUMENT,
    "文件超过{1}页，不再往下排。请把数据分成几个文件。",
    "the document has more than {1} pages; split the data into several documents"};

const struct gk_message gk_msg_typeset_table_grid = {
    "typeset.table-grid", GK_ERROR, GK_STATUS_DOCUMENT,
    "表“{1}”的格子有重叠或空缺（第{2}行第{3}列）。请检查版式中这张表的合并单元格。",
    "the cells of the table “{1}” overlap or leave a gap (row {2}, column {3}); check its merged cells in the layout"};

const struct gk_message gk_msg_typeset_table_shrunk = {
    "typeset.table-shrunk", GK_NOTE, GK_STATUS_OK,
    "表“{1}”太宽，表内字号由{2}磅缩为{3}磅。列少一些或表头短一些，字可以大一些。",
    "the table “{1}” is wide: its text was reduced from {2} to {3} pt; fewer columns or shorter heads would keep it larger"};

const struct gk_message gk_msg_typeset_table_too_wide = {
    "typeset.table-too-wide", GK_ERROR, GK_STATUS_DOCUMENT,
    "表“{1}”排不下：字号缩到{4}磅后各列至少仍要{2}毫米，版心只有{3}毫米。请减少列数、改短表头，或分成几张表。",
    "the table “{1}” does not fit: at {4} pt its columns still need {2} mm, the page offers {3} mm; use fewer columns, shorter heads or several tables"};
