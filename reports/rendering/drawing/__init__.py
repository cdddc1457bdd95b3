"""The PDF of made-up pages, drawn as they were reckoned: each line is shaped once and put down.

Nothing is laid out here: `pages` knows every line and the height of every row. What has letters
that our fonts lack, or anything else that was not reckoned, raises `Undrawable` and is laid out by
`renderer` instead. It belongs into a worker process.
"""
