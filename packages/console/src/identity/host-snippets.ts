/** Languages of host servers that there is a snippet for. */
export const HOST_LANGUAGES = ['Node', 'Ruby', 'Python', 'Go', 'PHP'] as const
export type HostLanguage = (typeof HOST_LANGUAGES)[number]

/** How a server signs a token with the key `kid`, whose secret is in `ESPALIER_TOKEN_SECRET`. */
export const HOST_SNIPPETS: Readonly<Record<HostLanguage, (kid: string) => string>> = {
  Node: (kid) => `// npm install jose
import { SignJWT } from 'jose'

const secret = new TextEncoder().encode(process.env.ESPALIER_TOKEN_SECRET)

export function espalierToken(user) {
  return new SignJWT({ sub: user.id, acc: user.accountId, plan: user.plan })
    .setProtectedHeader({ alg: 'HS256', kid: '${kid}' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(secret)
}`,
  Ruby: (kid) => `# gem "jwt"
def espalier_token(user)
  now = Time.now.to_i
  claims = { sub: user.id.to_s, acc: user.account_id.to_s, plan: user.plan, iat: now, exp: now + 3600 }
  JWT.encode(claims, ENV.fetch("ESPALIER_TOKEN_SECRET"), "HS256", { kid: "${kid}" })
end`,
  Python: (kid) => `# pip install PyJWT
import os, time, jwt

def espalier_token(user):
    now = int(time.time())
    claims = {"sub": str(user.id), "acc": str(user.account_id), "plan": user.plan, "iat": now, "exp": now + 3600}
    return jwt.encode(claims, os.environ["ESPALIER_TOKEN_SECRET"], algorithm="HS256", headers={"kid": "${kid}"})`,
  Go: (kid) => `// go get github.com/golang-jwt/jwt/v5
func EspalierToken(user User) (string, error) {
	now := time.Now()
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
		"sub": user.ID, "acc": user.AccountID, "plan": user.Plan,
		"iat": now.Unix(), "exp": now.Add(time.Hour).Unix(),
	})
	token.Header["kid"] = "${kid}"
	return token.SignedString([]byte(os.Getenv("ESPALIER_TOKEN_SECRET")))
}`,
  PHP: (kid) => `// composer require firebase/php-jwt
use Firebase\\JWT\\JWT;

function espalier_token($user): string {
    $now = time();
    $claims = ['sub' => (string) $user->id, 'acc' => (string) $user->accountId, 'plan' => $user->plan, 'iat' => $now, 'exp' => $now + 3600];
    return JWT::encode($claims, getenv('ESPALIER_TOKEN_SECRET'), 'HS256', '${kid}');
}`,
}

/** How the page hands the token on. */
export const PAGE_SNIPPET = `espalier.identify('u_42', {}, {
  token: () => fetch('/espalier-token').then((answer) => answer.text()),
})`
