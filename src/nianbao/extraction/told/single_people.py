"""A tale of one person: what is earned, won or paid in it is that person's, and the mean of nobody.

A graduate of whom a case tells earns what he or she earns, whatever graduates earn on average. Such a tale says a name
behind 学生 or 毕业生, begins with a name and a comma, or goes on with 他 and 她.
"""

from __future__ import annotations

from nianbao.extraction.mention import Mention
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_SURNAME = (
    r"(?![方高许任文金白万于江石安史].(?=[，、]))"
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田任姜范石姚谭廖邹熊金陆郝"
    "孔白崔康毛邱秦顾侯邵孟龙万段雷钱汤尹黎乔贺赖龚庞樊兰殷施陶洪翟安颜倪严牛温季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强]"
)
_PERSON = as_pattern(
    r"(?<![其吉])[他她](?![们国乡山])"
    rf"|(?:学生|毕业生|同学|校友|学员|教师|老师|师傅|学徒|选手|青年){_SURNAME}[\u4e00-\u9fff]{{1,2}}(?=[，、（(]|\s*(?:19|20)\d\d\s*年|同学|老师|[于在从是])"
    rf"|(?:^|[。；：\s]){_SURNAME}[\u4e00-\u9fff]{{1,2}}，(?=[^。]{{0,40}}(?:[男女]|\d\s*[级届]|学生|毕业|教师|老师|专业))"
    rf"|(?:^|[，。；：“”\s师生学友])[小老]{_SURNAME}(?=[，、是在从说的于今考进毕成起曾原便决来到去就每一]|同学|老师|师傅)"
    r"|(?:本人|自己|父母|母亲|父亲|妻子|丈夫|家里|孩子)(?=[^。]{0,30}$)"
)


@kept
def person_told_of(mention: Mention) -> str:
    """The words that make the paragraph, up to the number, a tale of one person; empty where nothing does."""
    match = _PERSON.search(mention.passage.plain, 0, mention.start)
    return match[0] if match is not None else ""
