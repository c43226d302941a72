/// Characters of goods, brands and surnames that are read with two or three initials.
///
/// Simplified first, then the traditional forms. A character whose readings begin alike (好, 薄)
/// needs no place here. ICU knows only one reading of each, and a cashier may think of the other.
enum PinyinReadings {
  /// The initials of each character, the more usual first.
  static let table: [Unicode.Scalar: [UInt8]] = {
    var table: [Unicode.Scalar: [UInt8]] = [:]
    for entry in entries.split(whereSeparator: \.isWhitespace) {
      guard let scalar = entry.unicodeScalars.first else { continue }
      table[scalar] = Array(entry.utf8.dropFirst(String(scalar).utf8.count))
    }
    return table
  }()

  private static let entries = """
    行xh 乐ly 长cz 重zc 朝cz 单dsc 调td 弹td 传cz 藏cz 曾cz 车cj 盛sc 石sd 沈sc 属sz 识sz 宿sx
    说sy 率ls 伺sc 厦sx 折zs 粘zn 轧zyg 查cz 刹sc 禅cs 颤cz 厂ca 臭cx 畜cx 幢zc 椎zc 攒zc 参cs
    匙cs 澄cd 种zc 丁dz 提td 囤td 恶ew 番fp 否fp 佛fb 脯pf 夹jg 茄qj 伽jgq 咖kg 给gj 合hg 蛤gh
    虹hj 会hk 巷xh 吭kh 壳kq 咳kh 卡kq 槛kj 扛kg 校xj 降jx 解jx 系xj 纤xq 见jx 颈jg 圈qj 龟gjq
    咀jz 奇qj 骑qj 期qj 齐qjz 荠jq 稽jq 亟jq 蹊qx 栖qx 铣xq 强qj 区qo 射sy 蛇sy 叶yx 尾wy 无wm
    万wm 吓xh 蜡lz 腊lx 尿ns 弄nl 瀑pb 曝bp 扁bp 便bp 泊bp 堡bp 炮pb 刨pb 膀bp 磅bp 辟bp 屏pb
    秘mb 泌mb 蔓mw 覃tq 汤ts 趟tc 沓td 叨dt 倘tc 铛dc 莞gw 炅jg 炔qg 吁xy 尉wy 蔚wy 遗yw 艾ay
    凹aw 阿ae 祭jz 翟zd 繁fp 冯fp 圩wx 亨hp 许xh 省sx 莘sx 著zc 柞zc 乘cs 侗dt 溃kh 桧gh 句jg
    枸gj 谷gy 鹄hg 贾jg 靓lj 栎ly 耙bp 钯bp 铅qy 茜qx 浅qj 纶lg 氏sz 术sz 掸ds 澹dt 陶ty 绰cz
    焯cz 兹zc 契qx 滑hg 还hx 呆da 拗an 仇cq 柜gj 殖zs 隗wk 乜mn 呱gw 芥jg 蕃fb 芫yw 荨qx
    馇cz 樂ly 長cz 單dsc 調td 彈td 傳cz 車cj 術sz 屬sz 識sz 說sy 葉yx 參cs 會hk 夾jg 還hx 賈jg
    纖xq 見jx 無wm 萬wm 廠ca 種zc 蠟lz 臘lx 湯ts 嚇xh 許xh 馮fp 鉛qy 淺qj 區qo 強qj 殼kq 係xj
    繫xj 龜gjq 齊qjz 遺yw 將jq 将jq 鐺dc 櫃gj 彊qj 适sk 乾gq 俞ys 朴pb 卜bp 伯bp 秤cp 撮cz
    择zc
    """
}
