"""Function words: they carry no content and stand in nearly every text."""

STOP_WORDS = frozenset(
    """
    การ ความ ที่ ซึ่ง อัน และ หรือ แต่ ของ ใน บน จาก ถึง สู่ ยัง ให้ แก่ แด่ ด้วย โดย ตาม
    เพื่อ กับ แล้ว ได้ จะ ก็ คือ เป็น อยู่ มี ไม่ ว่า นี้ นั้น โน้น เหล่า ทั้ง ทุก แต่ละ บาง
    หลาย มาก น้อย กว่า ที่สุด ไป มา ขึ้น ลง ไว้ เอา ต้อง ควร อาจ เคย กำลัง ถูก ใคร อะไร ไหน
    ใด ไร อย่างไร ทำไม เมื่อ เมื่อไร เมื่อไหร่ เท่าไร เท่าใด เท่าไหร่ กี่ ไหม หรือไม่ ครับ
    ค่ะ คะ นะ จ้ะ ผู้ คน สิ่ง อย่าง เช่น เพราะ ถ้า หาก แม้ จึง ดังนั้น เพียง เท่านั้น อีก
    เอง กัน เขา เธอ ฉัน ผม เรา ท่าน มัน พวก ระหว่าง ภายใน ภายใต้ เกี่ยวกับ ต่อ ณ ฯ ๆ ฯลฯ a
    an and are as at be by for from in is it of on or that the to was were with
    """.split()  # noqa: SIM905 -- a list to be read
)

# Words that ask: a text that answers is not worded like the question.
ASKING = frozenset(
    """
    ใคร อะไร ไหน ใด ไหม ทำไม อย่างไร ยังไง เมื่อไร เมื่อไหร่ เท่าไร เท่าใด เท่าไหร่ กี่ หรือไม่ หรือเปล่า คือ
    ที่ไหน คืออะไร
    """.split()  # noqa: SIM905 -- a list to be read
)
