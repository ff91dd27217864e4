/* None has the status of the document's errors: a draft lowers those, but without a file there is no draft. */
#include "pdf/messages.h"

const struct gk_message gk_msg_pdf_no_title = {
    "pdf.no-title", GK_ERROR, GK_STATUS_INPUT, "文件没有标题，写不出PDF：阅读器和读屏软件要用标题称呼它。请在版式的文件上写title。{1}",
    "the document has no title, which a PDF for readers and screen readers must have; give the layout's document a title{1}"};

const struct gk_message gk_msg_pdf_text_too_long = {
    "pdf.text-too-long", GK_ERROR, GK_STATUS_INPUT,
    "“{1}”有{2}字节，超过PDF/A-2对一个字符串的限度（32767字节，每字2字节）。请缩短：{3}……",
    "“{1}” takes {2} bytes, more than PDF/A-2 allows in one string (32767 bytes, two a character); shorten it: {3}…"};

const struct gk_message gk_msg_pdf_date = {
    "pdf.date", GK_ERROR, GK_STATUS_INPUT, "文件日期（自1970年起第{1}秒，时差{2}分钟）不在公元1年至9999年之内。请改正数据中的日期或SOURCE_DATE_EPOCH。",
    "the date (second {1} since 1970, offset {2} minutes) is not within the years 1 to 9999; correct the date in the data or SOURCE_DATE_EPOCH"};

const struct gk_message gk_msg_pdf_profile = {
    "pdf.colour-profile", GK_ERROR, GK_STATUS_ENVIRONMENT, "色彩描述文件（{1}字节）不能用于PDF/A：须是显示器或打印机的RGB描述，ICC第4版或更早。请运行 fonts/fetch 重新取得sRGB.icc。",
    "the colour profile ({1} bytes) cannot be used for PDF/A, which wants an RGB profile of a display or printer, ICC version 4 at most; run fonts/fetch to obtain sRGB.icc again"};

const struct gk_message gk_msg_pdf_glyph = {
    "pdf.glyph", GK_ERROR, GK_STATUS_ENVIRONMENT, "字体“{1}”的第{2}号字形（“{3}”）不能嵌入PDF。请把该字符换到别的字体（fonts.lock的take行，或用户字体文件）。",
    "glyph {2} (“{3}”) of font “{1}” cannot be embedded; give the character another font (a take line of fonts.lock, or the user's own mapping)"};

const struct gk_message gk_msg_pdf_list = {
    "pdf.list", GK_ERROR, GK_STATUS_ENVIRONMENT, "排好的页面自相矛盾（{1}），不能写成PDF。文件未写出；请把数据和版式报告给程序的维护者。",
    "the pages as set contradict themselves ({1}); nothing was written. Please report the data and the layout"};

const struct gk_message gk_msg_pdf_too_large = {
    "pdf.too-large", GK_ERROR, GK_STATUS_INPUT, "PDF超过{1}字节的限度。请把文件分成几份。", "the PDF exceeds the limit of {1} bytes; split the document"};

const struct gk_message gk_msg_pdf_store = {
    "pdf.store", GK_ERROR, GK_STATUS_ENVIRONMENT, "libharu报告错误{1}，PDF未写出。请核对所装libhpdf的版本（须为2.3）；若相符，请报告给程序的维护者。",
    "libharu reports error {1}; nothing was written. Check the version of libhpdf (2.3 is needed), otherwise please report this"};

const struct gk_message gk_msg_pdf_reader = {
    "pdf.reader", GK_ERROR, GK_STATUS_ENVIRONMENT, "读PDF要用libqpdf，装入时出错：{1}。请安装软件包 libqpdf29。",
    "reading a PDF takes libqpdf, which cannot be loaded: {1}; install the package libqpdf29"};

const struct gk_message gk_msg_pdf_unreadable = {
    "pdf.unreadable", GK_ERROR, GK_STATUS_INPUT, "不是完好的PDF：{1}。请核对文件，或者取一份没有损坏的。",
    "not a sound PDF: {1}; check the file or obtain an undamaged one"};

const struct gk_message gk_msg_pdf_no_attachments = {
    "pdf.no-attachments", GK_ERROR, GK_STATUS_INPUT, "这个PDF里没有附件{1}。只有归档文件（PDF/A-3a）附有公开数据和版式。",
    "this PDF has no attachments{1}; only archive files (PDF/A-3a) carry data and layout"};

const struct gk_message gk_msg_pdf_attachment = {
    "pdf.attachment", GK_ERROR, GK_STATUS_INPUT, "附件“{1}”读不出来：{2}。文件可能已经损坏，什么也没有取出。",
    "the attachment “{1}” cannot be read: {2}; the file may be damaged, and nothing was extracted"};

const struct gk_message gk_msg_pdf_attachment_name = {
    "pdf.attachment-name", GK_ERROR, GK_STATUS_INPUT, "附件的名称“{1}”会写到指定的文件夹之外，或者不能作文件名。什么也没有取出；这个PDF不可信。",
    "the attachment's name “{1}” would leave the folder or is no file name; nothing was extracted, do not trust this PDF"};

const struct gk_message gk_msg_pdf_attachment_twice = {
    "pdf.attachment-twice", GK_ERROR, GK_STATUS_INPUT, "有两个附件都叫“{1}”。什么也没有取出；这个PDF不可信。",
    "two attachments are called “{1}”; nothing was extracted, do not trust this PDF"};

const struct gk_message gk_msg_pdf_attachment_limit = {
    "pdf.attachment-limit", GK_ERROR, GK_STATUS_INPUT, "附件太多或太大：最多{1}个，共{2}兆字节。什么也没有取出。",
    "too many attachments or too large ones: at most {1}, together {2} MB; nothing was extracted"};
