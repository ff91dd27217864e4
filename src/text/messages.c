/* Messages of the text room. */
#include "text/messages.h"

const struct gk_message gk_msg_text_bidi = {
    "text.bidi", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有双向控制字符{1}，它能使显示的次序与数据不同。请删去后重新录入这一处。",
    "the text holds the bidirectional control {1}, which can show an order other than the data's; delete it and retype this place"};

const struct gk_message gk_msg_text_right_to_left = {
    "text.right-to-left", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有从右向左书写的文字（“{1}”等），本程序只能从左向右排，次序会颠倒。请改用汉字或西文字母转写。",
    "the text holds right-to-left script (“{1}” and so on), which can only be set from left to right here, in the wrong order; transcribe it in Han or Latin letters"};

const struct gk_message gk_msg_text_control = {
    "text.control", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有控制字符{1}，不能排版。请删去；需要另起一段时请分成两项。",
    "the text holds the control character {1}, which cannot be set; delete it, or make two entries for two paragraphs"};

const struct gk_message gk_msg_text_invisible = {
    "text.invisible", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有看不见的字符{1}（{2}），可能藏有内容。请删去后重新录入这一处。",
    "the text holds the invisible character {1} ({2}), which may hide content; delete it and retype this place"};

const struct gk_message gk_msg_text_dropped = {
    "text.invisible-dropped", GK_WARNING, GK_STATUS_OK,
    "文字中有看不见的字符{1}（{2}），排版时已略去。请在数据中删去。",
    "the text holds the invisible character {1} ({2}); it was left out; delete it from the data"};

const struct gk_message gk_msg_text_malformed = {
    "text.malformed", GK_ERROR, GK_STATUS_INPUT,
    "文字不是正确的UTF-8编码（第{1}字节起）。请用UTF-8重新保存数据。",
    "the text is not well-formed UTF-8 (from byte {1}); save the data again as UTF-8"};

const struct gk_message gk_msg_text_too_long = {
    "text.too-long", GK_ERROR, GK_STATUS_DOCUMENT,
    "一段文字长{1}字节，超过上限{2}字节。请把它分成几段。",
    "a paragraph of {1} bytes is longer than the limit of {2}; split it"};

const struct gk_message gk_msg_text_overfull = {
    "text.overfull", GK_WARNING, GK_STATUS_OK,
    "“{1}”不应断开，但比行宽{2}pt长，只好从中断开。请改短；版式里不让它断的（nobr），请改成可以断开。",
    "“{1}” should not be broken but is wider than the line of {2} pt; it was broken inside; shorten it, or let it be broken where the layout does not (nobr)"};
const struct gk_message gk_msg_text_overfull_cell = {
    "text.overfull", GK_WARNING, GK_STATUS_OK,
    "“{1}”不应断开，但比这一栏的行宽{2}pt长，只好从中断开。请改短，或者在版式里加宽所在的栏（width）。",
    "“{1}” should not be broken but is wider than its column's line of {2} pt; it was broken inside; shorten it or widen the column in the layout (width)"};

const struct gk_message gk_msg_text_unicode = {
    "text.unicode", GK_ERROR, GK_STATUS_ENVIRONMENT,
    "Unicode程序库（{1}）没有给出断行、分词的规则：{2}。库或它的数据不完整，请重新安装 libicu。",
    "the library for Unicode ({1}) gives no rules for lines and words: {2}; it or its data is incomplete, install libicu again"};

const struct gk_message gk_msg_text_loose = {
    "text.loose", GK_WARNING, GK_STATUS_OK,
    "这一行“{1}”要把每个字距加宽{2}pt才能排满（不宜多于四分之一字，西文词内不宜加宽），显得稀疏。请改动文字，或让长的单位、英文可以断开，或把段落改为齐左（align=\"start\"）。",
    "the line “{1}” fills its measure only with {2} pt more between all its characters (1/4 em is the most, nothing within a word) and looks loose; change its words, let a long unit or Latin word break, or align the paragraph to the start"};

const struct gk_message gk_msg_text_orphan = {
    "text.orphan", GK_WARNING, GK_STATUS_OK,
    "段末“{1}”只有一字，单独成行：行宽{2}pt，前面的行再让出文字，字距就要加宽四分之一字以上。请增删几个字。",
    "the last line of the paragraph, “{1}”, is a single character: in a measure of {2} pt, words moved down to it would leave more than 1/4 em between the characters before; add or cut a few words"};

const struct gk_message gk_msg_text_style = {
    "text.style", GK_ERROR, GK_STATUS_DOCUMENT,
    "段落样式不能使用：{1}={2}，应在{3}至{4}之间。请修改版式。",
    "the paragraph style cannot be used: {1} is {2} and must be from {3} to {4}; correct the layout"};

const struct gk_message gk_msg_text_private = {
    "text.private-use", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有旧GBK的自造区编码{1}，现在的标准编码是{2}。请改成标准编码，别人才读得出、查得到。",
    "the text holds the old private-use code {1} of GBK; its standard code now is {2}; replace it, so that others can read and find it"};

const struct gk_message gk_msg_text_lost = {
    "text.lost", GK_ERROR, GK_STATUS_DOCUMENT,
    "文字中有{1}，说明原来的字在转换编码或粘贴时已经丢失。请按原件补上这个字。",
    "the text holds {1}: the original character was lost in a conversion; restore it from the source"};

const struct gk_message gk_msg_text_full_width = {
    "text.full-width", GK_WARNING, GK_STATUS_OK, "全角的“{1}”应写成半角的“{2}”：数字和西文字母用半角。",
    "the full-width “{1}” should be “{2}”: digits and Latin letters are not full-width"};

const struct gk_message gk_msg_text_half_width = {
    "text.half-width", GK_WARNING, GK_STATUS_OK, "汉字旁的半角“{1}”应写成全角的“{2}”。", "the ASCII “{1}” beside Han should be “{2}”"};

const struct gk_message gk_msg_text_straight_quote = {
    "text.straight-quote", GK_WARNING, GK_STATUS_OK, "汉字旁的直引号 {1} 应写成 {2} 。", "the straight quote {1} beside Han should be {2}"};

const struct gk_message gk_msg_text_mixed_brackets = {
    "text.mixed-brackets", GK_WARNING, GK_STATUS_OK, "括号一半全角一半半角：“{1}”应写成“{2}”。", "the two brackets differ in width: “{1}” should be “{2}”"};

const struct gk_message gk_msg_text_doubled = {
    "text.doubled", GK_WARNING, GK_STATUS_OK, "标点“{1}”重复，请留下一个。", "the marks “{1}” stand in a row; keep one"};

const struct gk_message gk_msg_text_unclosed = {
    "text.unpaired", GK_WARNING, GK_STATUS_OK, "“{1}”到这一段末尾也没有对应的“{2}”。请补上，或者删去多余的。",
    "“{1}” has no “{2}” before the paragraph ends; add it, or delete the one too many"};
const struct gk_message gk_msg_text_unopened = {
    "text.unpaired", GK_WARNING, GK_STATUS_OK, "“{1}”前面没有对应的“{2}”。请补上，或者删去多余的。",
    "“{1}” has no “{2}” before it; add it, or delete the one too many"};

const struct gk_message gk_msg_text_lookalike = {
    "text.lookalike", GK_WARNING, GK_STATUS_OK, "“{1}”里的“{2}”不是数字，只是看上去像，应写“{3}”：否则查不到，也读不对。请核对这个数。",
    "“{2}” in “{1}” is no digit though it looks like one; it should be “{3}”, or it is neither found nor read aloud; check the number"};

const struct gk_message gk_msg_text_long_mark = {
    "text.long-mark", GK_WARNING, GK_STATUS_OK, "“{1}”应写成“{2}”：省略号是六个点、破折号是一条直线，各占两字；连接号占一字。",
    "“{1}” should be “{2}”: an ellipsis has six points and a dash is one line, each two ems wide; a connector is one em wide"};

const struct gk_message gk_msg_text_compatible_han = {
    "text.compatible-han", GK_WARNING, GK_STATUS_OK,
    "“{1}”用的是部首或兼容汉字的编码（从PDF里复制时容易带入），应改成“{2}”：看上去一样，编码不同，就查不到。",
    "“{1}” has the code of a radical or a compatibility ideograph (as copied from a PDF) and should be “{2}”, which looks the same but is found by a search"};
