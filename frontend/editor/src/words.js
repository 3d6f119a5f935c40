// Chinese is what is written in the code; this is its English, chosen by the page's language.
const ENGLISH = {
  "正在保存…": "Saving…", "已保存": "Saved", "连不上服务器，内容还在本页，会自动重试。": "The server cannot be reached; your text is on this page and will be sent again.",
  "没有保存，请刷新页面后再试。": "Not saved; reload the page and try again.",
  "段落样式": "Kind of paragraph", "正文": "Text", "节": "Section", "小节": "Subsection", "小小节": "Sub-subsection", "列表": "List", "编号列表": "Numbered list",
  "插入数据": "Insert a figure", "数据表": "Table from data", "图": "Chart", "自制表": "Own table", "案例": "Case", "图片": "Picture", "引用": "Cross-reference", "备注": "Note", "批注": "Comment",
  "撤销": "Undo", "重做": "Redo", "工具": "Tools", "正文编辑区": "The chapter's text", "本章标题": "The chapter's heading",
  "输入名称、拼音首字母或代号": "A name, initials of pinyin, or an id", "写成": "Say", "小数位数": "Decimal places", "照数据": "As in the data", "哪所学校": "Which school", "本单位": "Our own",
  "占哪一项": "Share of", "插入": "Insert", "取消": "Cancel", "确定": "OK", "没有找到": "Nothing found", "没有数": "no figure", "来源": "Source", "时期": "Period", "单位": "Organisation", "算式": "Arithmetic", "改为手写": "Unlink", "删除": "Remove", "更新": "Change", "关联的数据": "A linked figure",
  "支撑项": "base item", "值": "the figure", "数": "digits only", "上年": "last year's", "变化": "change", "增长": "growth", "增减": "change and growth", "占": "share", "前年": "two years before", "比前年": "change since two years before", "排名": "rank",
  "标题": "Caption", "指标": "Figures", "列": "Columns", "本年": "this year", "占…": "share of…", "各校": "Schools", "全部": "all", "编辑": "Edit", "添加指标": "Add a figure", "移去": "Take out", "图的种类": "Kind of chart", "柱图": "Bars", "线图": "Lines", "堆叠图": "Stacked", "占比图": "Shares",
  "加一行": "Add a row", "加一列": "Add a column", "删末行": "Remove the last row", "删末列": "Remove the last column", "表头": "Header", "说明文字（给看不见图的人）": "Text alternative", "授权或来源": "Rights or source", "图注": "Caption",
  "案例标题": "The case's title", "背景": "Background", "做法": "What was done", "成效": "Result", "佐证": "Evidence", "涉及的人（顿号分开）": "People (separated by 、)", "本人同意的凭据": "Note of their consent", "案例信息": "About the case", "未命名": "untitled",
  "未关联的数字": "Numbers that are not linked", "都已关联或说明。": "All are linked or explained.", "关联": "Link", "历史": "History", "名称": "A name", "不关联": "Leave", "恢复": "Take back", "核稿": "Findings", "没有发现问题。": "Nothing found.", "写好之后变了的数": "Figures that changed since", "已看过，正文不用改": "Seen; the text stands", "没有写成的数": "Figures that could not be written", "应为": "should be",
  "采用对方的": "Take theirs", "用我的覆盖": "Keep mine", "两边的修改已合并": "Both changes were merged", "对方的内容仍在修订记录里。": "The other's text stays among the revisions.",
  "正在编辑这一章": "is editing this chapter", "引用哪一处": "Refer to", "没有可引用的表、图、案例。": "There is nothing to refer to yet.", "请用“图片”按钮上传图片。": "Upload pictures with the button.", "已清理从 Word 粘贴的格式": "Formatting from Word was cleaned", "对这一章写批注": "Comment on this chapter", "对选中的文字写批注": "Comment on the selected words", "内部备注，不印出": "A note for authors; never printed", "还没有选指标": "No figures chosen yet", "正在生成…": "Being made…", "图片太大或格式不对。": "The picture is too large or of another kind.", "上移": "Move up", "下移": "Move down",
};
const english = document.documentElement.lang === "en";
export const t = (text) => (english && ENGLISH[text]) || text;
export const isEnglish = english;
