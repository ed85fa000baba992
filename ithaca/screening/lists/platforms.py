"""The names of platforms and the words for a user name on one, as pieces of regular expressions."""

from __future__ import annotations

import re

PLATFORM = (
    r"(?:emonote\s{0,3}tok|emoghost\s{0,3}chat|emocamera\s{0,3}gram|apex|overwatch|brawl ?stars|rocket ?league|genshin"
    r"|gta|cod|halo(?! effects?)|fifa(?: name)?|clan(?: tag| name)?|snapp"
    r"|instagram|insta gram|insta|gram|snapchat|snap chat|snap|snp|sc"
    r"|tik ?tok|tt|discord|disc|telegram|tele|kik|psn"
    r"|playstation|ps[45]|xbox live|xbox|xbl|gamer ?tag"
    r"|steam|imvu|lichess|teamspeak|ao3|geoguessr|supercell|quizlet|goodreads|pokemon ?go|mixcloud|bandcamp|codepen"
    r"|replit|gitlab|itch[.]io"
    r"|kakao ?talk|deviantart|behance|ea|gog|oculus|zwift|garmin|hinge|bumble|tinder|grindr|omegle|locket|weibo"
    r"|threema|facetime"
    r"|roblox|rblx|fortnite|twitter|threads|facebook|fb|messenger|whatsapp|skype|signal|wechat|viber|be ?real|twitch|reddit"
    r"|linkedin|pinterest|vsco|yubo|wizz|hoop|zoom|teams|paypal|cash ?app|monzo|revolut|venmo|onlyfans|youtube|yt"
    r"|spotify|epic games|epic"
    r"|minecraft|nintendo|(?<!the )(?<!a )(?<!one )(?<!each )switch(?!es| is (?:on|off|in|inside|a|the|closed|open|up"
    r"|down|wired)\b)|depop|vinted|tumblr|tellonym|soundcloud|github|bluesky|mastodon|google chat|imessage"
    r"|activision"
    r"|warzone|valorant|riot|etsy|ebay|shpock|gumtree|redbubble|clash|chess[. ]?com|duolingo|strava|letterboxd"
    r"|wattpad|ig|emoghost|emocamera|emoselfie"
    r"|emogame|emonote|emobird"
    r"|(?:blue )?bird app|(?:(?:yellow|white|pink|blue) )?(?:yellow|ghost|clock|camera|bird) (?:app|one)"
    r"|(?:blue|pink|purple|green|music|picture|photo"
    r"|streaks?) app|(?<!the )(?<!a )(?<!this )(?<!that )(?<!one )(?<!two )"
    r"(?<!each )(?<!straight )(?<!number )(?<!first )(?<!last )(?<!next )line(?!s)|vk"
    r"|starling|emocash|emochat|emoplane|emoscreen|emopurple|(?<!\w\.)(?:s\.c|i\.g|f\.b)\.?|uplay|ubisoft|battle ?net"
    r"|ko-?fi|patreon|bandlab|smule|audiomack|picsart|lemon8|likee|triller|storygraph|vrchat|rec ?room|habbo|komoot|webtoon"
    r"|fanfiction|stack ?overflow|leetcode|hackerrank|codewars|newgrounds)"
)
# A platform drawn with digits and signs: d1sc0rd, sn@p.
DRAWN = re.compile(
    r"(?<![a-z0-9@])(?=[a-z]{0,12}[@013457$!])(?:[i1!]n[s5$]t[a4@](?:gr[a4@]m)?|gr[a4@]m|[s5$]n[a4@]p(?:ch[a4@]t)?"
    r"|t[i1!]k ?t[o0]k"
    r"|d[i1!][s5$]c[o0]rd|t[e3]l[e3]gr[a4@]m|wh[a4@]t[s5$][a4@]pp|r[o0]bl[o0]x|f[a4@]c[e3]b[o0][o0]k|tw[i1!]tch|xb[o0]x"
    r"|[s5$]te[a4@]m"
    r"|f[o0]rtn[i1!]te|k[i1!]k|b[e3]r[e3][a4@]l|p[s5$]n|y[o0]utub[e3]|m[e3]ss[e3]ng[e3]r|tw[i1!]tt[e3]r)(?![a-z0-9@])"
)
PLAIN_LETTERS = str.maketrans("@013457$!", "aoieastsi")
NOUN = (
    r"(?:user ?name|user ?id|user|handle|tag|gamer ?tag|gt|nickname|nick|ign|in game name|account|acc|page|profile"
    r"|channel|id"
    r"|name|code|friend code|at|add|screen name|@)"
)
