/** Languages of host servers that there is a snippet for. */
export const HOST_LANGUAGES = ['Node', 'Ruby', 'Python', 'Go', 'PHP'] as const
export type HostLanguage = (typeof HOST_LANGUAGES)[number]

/** How a server signs a token with the key `kid`, whose secret is in `ESPALIER_TOKEN_SECRET`, for an audience where that is not empty. */
export const HOST_SNIPPETS: Readonly<Record<HostLanguage, (kid: string, audience: string) => string>> = {
  Node: (kid, aud) => `// npm install jose
import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.ESPALIER_TOKEN_SECRET)

export function espalierToken(user) {
  return new SignJWT({ sub: user.id, acc: user.accountId, plan: user.plan })
    .setProtectedHeader({ alg: 'HS256', kid: '${kid}' })
    .setIssuedAt()${aud && `.setAudience(${quoted(aud)})`}
    .setExpirationTime('1h')
    .sign(secret)
}`,
  Ruby: (kid, aud) => `# gem "jwt"
def espalier_token(user)
  now = Time.now.to_i
  claims = { sub: user.id.to_s, acc: user.account_id.to_s, plan: user.plan, iat: now, exp: now + 3600${aud && `, aud: ${quoted(aud)}`} }
  JWT.encode(claims, ENV.fetch("ESPALIER_TOKEN_SECRET"), "HS256", { kid: "${kid}" })
end`,
  Python: (kid, aud) => `# pip install PyJWT
import os, time, jwt

def espalier_token(user):
    now = int(time.time())
    claims = {"sub": str(user.id), "acc": str(user.account_id), "plan": user.plan, "iat": now, "exp": now + 3600${aud && `, "aud": ${quoted(aud)}`}}
    return jwt.encode(claims, os.environ["ESPALIER_TOKEN_SECRET"], algorithm="HS256", headers={"kid": "${kid}"})`,
  Go: (kid, aud) => `// go get github.com/golang-jwt/jwt/v5
func EspalierToken(user User) (string, error) {
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": user.ID, "acc": user.AccountID, "plan": user.Plan,
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),${aud && ` "aud": ${JSON.stringify(aud)},`}
	})
	token.Header["kid"] = "${kid}"
	return token.SignedString([]byte(os.Getenv("ESPALIER_TOKEN_SECRET")))
}`,
  PHP: (kid, aud) => `// composer require firebase/php-jwt
use Firebase\\JWT\\JWT;

function espalier_token($user): string {
    $now = time();
    $claims = ['sub' => (string) $user->id, 'acc' => (string) $user->accountId, 'plan' => $user->plan, 'iat' => $now, 'exp' => $now + 3600${aud && `, 'aud' => ${quoted(aud)}`}];
    return JWT::encode($claims, getenv('ESPALIER_TOKEN_SECRET'), 'HS256', '${kid}');
}`,
}

/** A text as Node, Ruby, Python and PHP write it between single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
}

/** How the page hands the token on. */
export const PAGE_SNIPPET = `espalier.identify('u_42', {}, {
  token: () => fetch('/espalier-token').then((answer) => answer.text()),
})`
