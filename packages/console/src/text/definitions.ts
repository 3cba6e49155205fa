import type { Book } from './text.ts'

const en = {
  'window.from': 'When the first account met this campaign. Everything in the report counts from then on.',
  'window.to': 'Until when events and billing were taken in when this report was made.',
  'window.zone': 'The time zone of the workspace: its days are the days of this report.',
  'window.conversionDays': 'How long after its first eligibility an account can count as converted.',
  version: 'The newest published version. The report covers all versions of the campaign.',
  motion: 'What the campaign tries to do for the customer. Reports can be compared within a motion.',
  currency: 'The currency of the workspace. Amounts in other currencies are listed apart and never exchanged.',
  'arms.arm': 'Accounts are put into an arm by a stable hash of their id, never by chance at a visit, and stay in it.',
  'arms.heldOut': 'Held-out accounts see nothing. They are counted from the moment they would have seen it.',
  'arms.accounts': 'Accounts at their first eligibility: the moment the widget appeared, or would have appeared in the hold-out.',
  'arms.shown': 'Accounts in which the widget was really on a screen. In the hold-out this is none.',
  'arms.engaged': 'Accounts in which somebody touched the widget: a button, a score, a text.',
  'arms.accepted': 'Accounts in which somebody pressed the main button.',
  'arms.converted': 'Accounts that reached the goal within the window after their first eligibility, in both arms alike.',
  'arms.people':
    'People who were in these accounts at their first eligibility, and how many of them did what the goal asks within the window. Whoever came later is on neither side.',
  'arms.peopleConverted': 'Those of these people who did what the goal asks within the window.',
  'arms.rate': 'Converted accounts divided by all accounts of the arm, seen or not (intention to treat).',
  'arms.expansionMrr':
    'Monthly recurring revenue that the converted accounts added, from the billing ledger. Only changes of plan, seats, add-ons and quotas count; discounts that end and exchange rates do not. What is given up again is not taken off in either arm; the credits say what stayed.',
  'arms.value': 'What conversions brought once, such as an order.',
  otherMoney: 'Money in currencies other than the workspace’s, as it was billed.',
  'funnel.eligible': 'Accounts that matched audience and trigger at least once.',
  'funnel.heldBack': 'Eligible accounts that were spared each time by care, quiet time, the attention budget or a taken place.',
  'funnel.wouldShow': 'Accounts for which every gate said yes, in both arms.',
  'funnel.shown': 'Of these, accounts that are not held out and had it on a screen.',
  'funnel.engaged': 'Accounts in which somebody touched it.',
  'funnel.accepted': 'Accounts in which somebody pressed the main button.',
  'funnel.upgraded': 'Accounts of the shown arms that reached the goal within the window, by way of the widget or not.',
  'funnel.kept':
    'Upgraded accounts that still pay some of what they bought since the campaign began, by the billing ledger. What was tried and given back is not kept.',
  credits:
    'Each upgrade is credited to at most one campaign: the last that the account engaged with in the window before, else the last it was shown, and only where the campaign sells what was bought.',
  'credits.windowDays': 'How long before an upgrade a campaign can have been met, and how long after it a way back reverses the credit.',
  'credits.accounts': 'Accounts with an upgrade that is credited to this campaign.',
  'credits.movements': 'Changes in the billing ledger that are credited to this campaign.',
  'credits.credited':
    'Monthly recurring revenue of upgrades (plan, seats, add-on, quota) that followed this campaign within the window. It says what came after, not what was caused.',
  'credits.reversed':
    'Credited money that was given up or refunded within the window after the upgrade. A refund of a part of a charge reverses the same part of the credit.',
  'credits.standing': 'Credited less reversed.',
  'credits.byCause': 'What was bought. First purchases of accounts that used the product for free are listed apart.',
  'credits.kept':
    'Of the credited money that is old enough, the share that the accounts still pay at that age, at most what was credited. Younger credits are on neither side.',
  'credits.heldOut':
    'Upgrades of held-out accounts that the same rule finds after they would have seen it. Credit that is no higher than this proves nothing.',
  'credits.elsewhere': 'Credited changes in other currencies. Nothing is exchanged.',
  'lift.absolute': 'Rate of the shown arm minus rate of the hold-out, in percentage points, in all accounts as assigned.',
  'lift.relative': 'The difference as a share of the hold-out’s rate, with its 95% interval on the log scale.',
  'lift.verdict':
    'By the interval that holds at every look, on the difference itself: it is called when chance alone hardly explains it, with regard to all questions of this report.',
  'lift.readyAt': 'If accounts and conversions go on coming as they did since the first account.',
  'lift.sequence':
    'A confidence sequence (Waudby-Smith and others): in at most 5 of 100 campaigns it ever misses the truth, although you look every day. That is why it is wider than an interval for one look.',
  'lift.fixed': 'Welch’s interval. It holds for one look, at a moment that was chosen before the campaign began.',
  'lift.p': 'How likely a difference at least this large is, at any look, when there is none.',
  'lift.pAdjusted':
    'The same with regard to all questions that this report answers: who asks often finds something by chance (Holm). The verdict is by this one, below 0.05.',
  'lift.belief':
    'Probability that showing it is better, for somebody who believed nothing before, or what the settings say. It says nothing about how much better.',
  prior:
    'Standard deviation of the relative difference that was believed before, around 0 (settings, hold-out and restraint). Where nothing was believed, beliefs rest on the data alone.',
  'lift.risk': 'What is lost on average by showing it to everybody, if that should be wrong.',
  'lift.people':
    'Share of the people who reached the goal, shown minus held out. People of one account are not independent of each other, so the interval is made over accounts (delta method).',
  'lift.peopleAdjusted':
    'Without the part of the difference that follows from how many of these people had done the same within as long a time before (CUPED). It is shown where that narrows the interval.',
  'lift.money':
    'Money of all accounts of the shown arms divided by their number, minus the same in the hold-out, in the currency of this report. Accounts that bring nothing count, too.',
  'lift.capped':
    'With the largest amounts counted as the limit below which this share of all amounts other than 0 are. Where this changes much, the result hangs on a few accounts.',
  'lift.adjusted':
    'Without the part of the difference that the recurring revenue of the accounts at their first eligibility explains (CUPED). It narrows the interval where the past says something.',
  'lift.enough':
    'A verdict needs at least 100 accounts and 5 conversions in each arm. Before that, numbers jump and none is called a winner.',
  'srm.p':
    'Probability of arm sizes at least this far from the plan by chance (chi-square). Far below 0.001 the split is broken and no comparison can be trusted.',
  twoArms:
    'Merged accounts of which each half met the campaign in another arm. Each counts once, in the arm of the earlier meeting; as a rule the difference looks smaller for it.',
  'upsellRate.perExistingAccount': 'Converted accounts of the shown arms divided by all accounts that paid when the window began.',
  'upsellRate.perExposedAccount': 'Converted accounts of the shown arms divided by the accounts in which it was shown.',
  'upsellRate.existingAccounts': 'Accounts with recurring revenue when the window began.',
  'upsellRate.exposedAccounts': 'Accounts in which it was on a screen at least once.',
  heldBack: 'Accounts that were spared at least once, by the gate that said no. An account can be in several rows.',
  'daily.shown': 'Accounts in which it was on a screen for the first time that day.',
  'daily.engaged': 'Accounts in which somebody touched it for the first time that day.',
  'daily.accepted': 'Accounts in which the main button was pressed for the first time that day.',
  'daily.converted': 'Accounts of the shown arms that converted that day.',
  'daily.convertedHeldOut': 'Accounts of the hold-out that converted that day.',
  'daily.soFar':
    'All conversions of an arm until that day, divided by the accounts that the arm has today. The lines end at the arms’ rates.',
  'costReturn.costCurrency': 'The currency in which the cost was given.',
  'costReturn.cost':
    'What was given in the editor: once, for each account that it was shown to, and for each account that accepted or answered, as counted in this report.',
  'costReturn.spent': 'The cost in the currency of the report.',
  'costReturn.exchange': 'The rate with which a cost in another currency was exchanged: the last one that holds today.',
  'costReturn.recurring': 'Whether the money of the campaign comes back each month.',
  'costReturn.months': 'For how many months an upgrade is counted when the return is worked out. The editor says how many.',
  'costReturn.incremental':
    'The return of what the campaign caused: the difference of money per account to the hold-out, times the accounts of the shown arms, times the months, less the cost, divided by the cost. Its ends are those of the interval that holds at every look. 0% means that the cost came back. What was given up again is not taken off.',
  'costReturn.credited':
    'The same with credited money that was still paid after 90 days. It says what came after the campaign, not what it caused.',
  'survey.n': 'People who gave a score in 90 days, as on Surveys. One answer a person, the latest counts. Fewer than five are not shown.',
  'survey.month': 'The 90 days end with this month, because nobody answered later.',
  'survey.reason': 'Why nothing is shown.',
  'survey.nps': 'Share of 9 and 10 minus share of 0 to 6, from -100 to 100.',
  'survey.margin': 'Half the width of the 95% interval around the NPS.',
  'survey.scores': 'How many people gave each score.',
  'survey.responseRate':
    'Of the accounts that really saw the question since the campaign began, the share in which somebody answered it. Who was asked and saw nothing does not count.',
}

const ja: typeof en = {
  'window.from': '最初のアカウントがこのキャンペーンの対象になった時点です。レポートの数字はすべてここから数えます。',
  'window.to': 'このレポートを作った時点です。ここまでのイベントと請求を集計しています。',
  'window.zone': 'ワークスペースのタイムゾーンです。日付はこのタイムゾーンで区切ります。',
  'window.conversionDays': '最初に対象になってから、成果として数える期間です。',
  version: '公開中の最新バージョンです。レポートには全バージョンの実績を含みます。',
  motion: 'お客さまのために何をするキャンペーンかを表します。同じ目的どうしで比べられます。',
  currency: 'ワークスペースの通貨です。ほかの通貨の金額は換算せず、別に示します。',
  'arms.arm': 'アカウントIDのハッシュで群に分けます。訪問のたびに変わることはなく、ずっと同じ群に属します。',
  'arms.heldOut': 'ホールドアウトのアカウントには何も表示しません。表示されるはずだった時点から数えます。',
  'arms.accounts': '最初に対象になった時点で数えたアカウントの数です。ホールドアウトは、表示されるはずだった時点で数えます。',
  'arms.shown': 'ウィジェットが実際に画面に表示されたアカウントの数です。ホールドアウトでは0です。',
  'arms.engaged': 'ボタン、スコア、文字の入力など、誰かがウィジェットに触れたアカウントの数です。',
  'arms.accepted': '誰かが主ボタンを押したアカウントの数です。',
  'arms.converted': '最初に対象になってから期間内に目標へ達したアカウントの数です。両群を同じ数え方で比べます。',
  'arms.people':
    '最初に対象になった時点でアカウントにいた人のうち、期間内に目標の行動をした人の割合です。あとから加わった人は、どちらにも数えません。',
  'arms.peopleConverted': 'その人たちのうち、期間内に目標の行動をした人の数です。',
  'arms.rate': '成果のあったアカウントを、その群の全アカウントで割った値です。実際に見たかどうかは問いません（ITT）。',
  'arms.expansionMrr':
    '成果のあったアカウントで増えた月間経常収益です。請求台帳から計算します。プラン・席・アドオン・容量の変更だけを数え、割引の終了や為替は含みません。あとで解約された分はどちらの群でも差し引きません。「その後も続いている額」が、残った分を示します。',
  'arms.value': '注文など、一度きりの成果の金額です。',
  otherMoney: 'ワークスペース以外の通貨による金額です。請求されたままの額を示します。',
  'funnel.eligible': '対象とタイミングの条件に、一度でも当てはまったアカウントの数です。',
  'funnel.heldBack': '条件には当てはまったものの、配慮・休止期間・表示回数の上限・場所の重なりによって、毎回見送ったアカウントの数です。',
  'funnel.wouldShow': 'すべての判定を通ったアカウントの数です。両群を含みます。',
  'funnel.shown': 'そのうちホールドアウトではなく、実際に画面に表示されたアカウントの数です。',
  'funnel.engaged': '誰かがウィジェットに触れたアカウントの数です。',
  'funnel.accepted': '誰かが主ボタンを押したアカウントの数です。',
  'funnel.upgraded': '表示あり群のうち、期間内に目標へ達したアカウントの数です。ウィジェット経由かどうかは問いません。',
  'funnel.kept':
    'アップグレードしたアカウントのうち、開始後に購入したものの一部をいまも支払っているアカウントの数です。請求台帳で数え、試して元に戻したものは含みません。',
  credits:
    'アップグレード1件につき、多くても1つのキャンペーンの成果とします。期間内に最後に操作したもの、なければ最後に表示されたもので、購入の種類がキャンペーンの目的に合う場合に限ります。',
  'credits.windowDays':
    'アップグレードの何日前までに接したキャンペーンを成果の候補とするか、また何日後までに元へ戻れば取り消すかを表します。',
  'credits.accounts': 'このキャンペーンの成果としたアップグレードのあるアカウントの数です。',
  'credits.movements': 'このキャンペーンの成果とした、請求台帳の変動の件数です。',
  'credits.credited':
    'このキャンペーンのあと、期間内にあったアップグレード（プラン・席・アドオン・容量）の月間経常収益です。あとに起きたことを示し、原因であることは示しません。',
  'credits.reversed': 'アップグレードから期間内に解約・縮小・返金された額です。一部の返金では、返金した割合だけを取り消します。',
  'credits.standing': '成果とした額から、取り消しを引いた額です。',
  'credits.byCause': '何が購入されたかを示します。無料で使っていたアカウントの初めての購入は、分けて示します。',
  'credits.kept':
    '期日を迎えた分のうち、その時点でも支払いが続いている割合です。成果とした額を上限とし、期日前の分は分子にも分母にも入れません。',
  'credits.heldOut':
    'ホールドアウトのアカウントで、表示されるはずだったあとに同じ数え方で見つかるアップグレードです。成果とした額がこれを上回らなければ、効果の証明にはなりません。',
  'credits.elsewhere': 'ほかの通貨の件数です。換算はしません。',
  'lift.absolute': '表示あり群の割合からホールドアウトの割合を引いた値（ポイント）です。割り当てたとおりの全アカウントで比べます。',
  'lift.relative': '差をホールドアウトの割合に対する比で表した値と、その95%区間です（対数尺度）。',
  'lift.verdict':
    '何度見ても有効な区間を使い、差の絶対値で判定します。このレポートで調べるすべての指標を考えても、偶然だけでは説明しにくい場合に差ありとします。',
  'lift.readyAt': '最初のアカウントからこれまでと同じペースで、アカウントと成果が増えた場合の見込みです。',
  'lift.sequence':
    '信頼列（Waudby-Smithら）による区間です。毎日見ても、一度でも真の値を外すのは100件中5件までです。そのぶん、一度だけ見る場合の区間より広くなります。',
  'lift.fixed': 'Welchの区間です。キャンペーンの開始前に決めた時点で、一度だけ見る場合に有効です。',
  'lift.p': '実際には差がないのに、これほどの差がいずれかの時点で見られる確率です。',
  'lift.pAdjusted':
    'このレポートで調べている指標全体で補正した値です（Holm法）。多くの指標を調べるほど、偶然の差も見つかりやすくなるためです。判定にはこの値を使い、0.05未満を差ありとします。',
  'lift.belief': '表示するほうが良い確率です。事前には何も仮定しないか、設定の見込みから始めます。どれだけ良いかは表しません。',
  prior:
    '事前に見込んだ相対差（中心は0）の標準偏差です。設定の「ホールドアウトと配慮」で決めます。見込みがなければ、データだけで計算します。',
  'lift.risk': '全員に表示すると決めて、それが誤りだった場合に失う平均の大きさです。',
  'lift.people':
    '目標に達した人の割合の差（表示あり − ホールドアウト）です。同じアカウントの人は互いに独立ではないため、区間はアカウント単位で求めます（デルタ法）。',
  'lift.peopleAdjusted':
    'その前の同じ長さの期間に同じ行動をした人の数で説明できる分を除いた差です（CUPED）。区間が狭くなる場合だけ示します。',
  'lift.money':
    '表示あり群の金額の合計をアカウント数で割った値から、ホールドアウトの同じ値を引いたものです。このレポートの通貨で計算し、金額のないアカウントも含めます。',
  'lift.capped':
    '0以外の金額のうち、この割合がそれ以下になる額を上限として、大きな額を切りそろえた値です。ここで大きく変わるなら、結果は少数のアカウントに左右されています。',
  'lift.adjusted':
    '最初に対象になった時点の経常収益で説明できる分を、差から除いた値です（CUPED）。過去から予測できるときに、区間が狭くなります。',
  'lift.enough': '判定には、各群に100アカウント以上、成果5件以上が必要です。それまでは数字が大きく揺れるため、優劣を示しません。',
  'srm.p':
    '群の大きさが、計画からこれほどずれることが偶然に起こる確率です（カイ二乗検定）。0.001を大きく下回るときは割り付けに問題があり、比較は信頼できません。',
  twoArms:
    '統合した2つのアカウントが、別々の群でキャンペーンの対象になっていたものです。先に対象になった群で1回だけ数えるため、差はふつう小さめに出ます。',
  'upsellRate.perExistingAccount': '表示あり群で成果のあったアカウントを、期間の開始時点で支払いのあった全アカウントで割った値です。',
  'upsellRate.perExposedAccount': '表示あり群で成果のあったアカウントを、実際に表示されたアカウントで割った値です。',
  'upsellRate.existingAccounts': '期間の開始時点で経常収益のあったアカウントの数です。',
  'upsellRate.exposedAccounts': '一度でも画面に表示されたアカウントの数です。',
  heldBack: '一度でも見送ったアカウントの数を、理由となった判定ごとに示します。1つのアカウントが複数の行に入ることがあります。',
  'daily.shown': 'その日に初めて画面に表示されたアカウントの数です。',
  'daily.engaged': 'その日に初めて誰かが触れたアカウントの数です。',
  'daily.accepted': 'その日に初めて主ボタンが押されたアカウントの数です。',
  'daily.converted': 'その日に成果のあった、表示あり群のアカウントの数です。',
  'daily.convertedHeldOut': 'その日に成果のあった、ホールドアウトのアカウントの数です。',
  'daily.soFar': 'その日までの成果の合計を、各群の現在のアカウント数で割った値です。線の終点が各群の割合になります。',
  'costReturn.costCurrency': '費用を入力した通貨です。',
  'costReturn.cost':
    '編集画面で入力した費用です。初期費用と、このレポートで数えた「表示」「承諾または回答」のアカウント数に応じた費用の合計です。',
  'costReturn.spent': 'レポートの通貨で表した費用です。',
  'costReturn.exchange': 'ほかの通貨の費用を換算したレートです。今日の時点で有効な、最も新しいものを使います。',
  'costReturn.recurring': 'このキャンペーンによる収益が毎月続くものかどうかを表します。',
  'costReturn.months': 'アップグレード1件を何か月分として計算するかを表します。編集画面で変えられます。',
  'costReturn.incremental':
    'キャンペーンによって増えた分の投資対効果です。1アカウントあたりの金額の、ホールドアウトとの差に、表示あり群のアカウント数と月数を掛け、費用を引いて費用で割ります。幅は、何度見ても有効な区間によるものです。0%で費用と同額です。あとで解約された分は差し引きません。',
  'costReturn.credited':
    '成果とした額のうち90日後も続いている分で、同じ計算をした値です。あとに起きたことを示し、原因であることは示しません。',
  'survey.n':
    'アンケート画面と同じく、90日以内にスコアを答えた人数です。1人につき最新の1件だけを数えます。5人に満たないときは表示しません。',
  'survey.month': 'それより後に回答がないため、この月の終わりまでの90日を数えています。',
  'survey.reason': '数値を表示しない理由です。',
  'survey.nps': '9〜10の割合から0〜6の割合を引いた値です。-100から100までの範囲になります。',
  'survey.margin': 'NPSの95%区間の半分の幅です。',
  'survey.scores': 'スコアごとの人数です。',
  'survey.responseRate':
    'キャンペーンの開始から、質問が実際に表示されたアカウントのうち、回答のあったものの割合です。表示されなかった分は数えません。',
}

/** What every number of a report means. */
export const definitions: Book<typeof en> = { en, ja }

/** A number that has a definition. */
export type Term = keyof typeof en
