# The tags that every resource carries; IAM has the strictest rules for them.

base = "external-dependencies"

rule "the key of a tag has 1 to 128 of the allowed characters" {
  refuses "key character" {
    why    = "A key has no number sign."
    inputs = { tags = { "a#b" = "x" } }
    fails  = ["tags[\"a#b\"]"]
  }

  refuses "long key" {
    why    = "A key has at most 128 characters."
    inputs = { tags = { (join("", [for n in range(129) : "k"])) = "x" } }
    fails  = ["tags[\"${join("", [for n in range(129) : "k"])}\"]"]
  }

  refuses "empty key" {
    why    = "A key has at least one character."
    inputs = { tags = { "" = "x" } }
    fails  = ["tags[\"\"]"]
  }

  refuses "emoji" {
    why    = "AWS takes letters, digits and spaces of every script, and no pictures."
    inputs = { tags = { "😀" = "x" } }
    fails  = ["tags[\"😀\"]"]
  }

  refuses "section sign" {
    why    = "A sign of Latin script is no letter either."
    inputs = { tags = { "§" = "x" } }
    fails  = ["tags[\"§\"]"]
  }

  refuses "punctuation of other scripts" {
    why    = "A comma of Chinese is as little allowed as one of English."
    inputs = { tags = { "a、b" = "x" } }
    fails  = ["tags[\"a、b\"]"]
  }

  accepts "longest key" {
    why    = "128 characters are the most."
    inputs = { tags = { (join("", [for n in range(128) : "k"])) = "x" } }
  }

  accepts "letters of every script" {
    why    = "Letters of every script are allowed, with spaces and the signs _ . : / = + - @, and so are values that are empty or 256 characters long."
    inputs = { tags = { "Größe team" = "a_b.c:d/e=f+g-h@i", empty = "", v = join("", [for n in range(256) : "v"]) } }
  }
}

rule "the value of a tag has at most 256 of the allowed characters" {
  refuses "null value" {
    why    = "A tag without a value is no tag."
    inputs = { tags = { note = null } }
    fails  = ["tags[\"note\"]"]
  }

  refuses "long value" {
    why    = "A value has at most 256 characters."
    inputs = { tags = { note = join("", [for n in range(257) : "v"]) } }
    fails  = ["tags[\"note\"]"]
  }

  refuses "value character" {
    why    = "A value has no quotes."
    inputs = { tags = { note = "say \"hi\"" } }
    fails  = ["tags[\"note\"]"]
  }

  refuses "punctuation of other scripts" {
    why    = "A comma of Chinese is as little allowed as one of English."
    inputs = { tags = { note = "a、b！" } }
    fails  = ["tags[\"note\"]"]
  }

  accepts "empty value" {
    why    = "A value may be empty, unlike a key."
    inputs = { tags = { note = "" } }
  }
}

rule "the key of a tag does not start with aws:" {
  refuses "reserved prefix" {
    why    = "AWS reserves aws: for its own tags, in capitals too."
    inputs = { tags = { "AWS:owner" = "x" } }
    fails  = ["tags[\"AWS:owner\"]"]
  }

  accepts "the word without a colon" {
    why    = "Only the prefix with its colon is reserved."
    inputs = { tags = { aws-owner = "x" } }
  }
}

rule "the keys of tags differ in more than capitals" {
  refuses "case twins" {
    why    = "IAM takes Owner and owner for one key given twice."
    inputs = { tags = { Owner = "a", owner = "b" } }
    fails  = ["tags"]
  }

  accepts "keys that begin alike" {
    why    = "Keys that differ in a letter are two keys, for IAM too."
    inputs = { tags = { Owner = "a", owners = "b" } }
  }
}

rule "there are at most 45 tags" {
  refuses "46" {
    why    = "AWS takes 50 for a resource, and the module and the provider add their own."
    inputs = { tags = { for n in range(46) : format("k%02d", n) => "v" } }
    fails  = ["tags"]
  }

  accepts "45" {
    why    = "45 leave room for the others."
    inputs = { tags = { for n in range(45) : format("k%02d", n) => "v" } }
  }
}
