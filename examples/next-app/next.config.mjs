/** @type {import('next').NextConfig} */
export default {
  // The compiler of this repository checks the types.
  typescript: { ignoreBuildErrors: true },
}
