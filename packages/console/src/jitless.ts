import { z } from 'zod'

// The page's policy forbids code from text. Schemas try it once when they are made and have it reported, so this comes before them.
z.config({ jitless: true })
