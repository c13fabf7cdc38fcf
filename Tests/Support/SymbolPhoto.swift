import Foundation

/// A picture of a QR code that holds `text`, 87 pixels wide, as a camera or a program writes it.
package enum SymbolPhoto {
    package static let text = "TESSERA PHOTO"
    package static let baseline = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i\
        Z2hnPk1xeXBkeFxlZ2P/wAALCABXAFcBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF\
        BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW\
        V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi\
        4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APQKKKKKKKKKKKKwfE3iN9Bks447Frx7osqqr7TkbcADBzndWb/wmGsf9Clffm//\
        AMbqOfxvqVtC01x4Yu4Yl+88jsqjtySldNHqDy6Euox27O72wnWBTksSu4KDj8OlVbDxFZzWccmoSwaddHO+1nmCvHycZBweRg9O\
        9Z9t4w+0eF7vWvsO37PKI/J87O7JXndt4+96dqqx+M9VljWSPwreOjgMrKzEMD0IOynf8JhrH/QpX35v/wDG62PDGu/8JBp0l39m\
        +z7JTHt3784AOc4HrWxRXH+NP+Rh8Mf9ff8A7PHWP4t8U6zp3iO7tLO88uCPZtXykOMopPJGepNSHVL3V/hvqlxfzedKtwqBtoXj\
        dGccAepq1qepapZ6V4WtdKuVge8gSMlkVgTtjAzkHH3j0qTVvBl3qemxSzPbNrbSZuLkuwR0AIAAAx02fwjp+drxRpdlpHgjULew\
        h8mJnRyu4tzvQZ5J9BWXr+t6jo3h7w7/AGfceT5toN/yK2cImOoPqak8C+ItV1fWZre/uvOiW3ZwvlqvO5RngD1NXPhj/wAi9cf9\
        fbf+gJXYUVxfjyeO21nw7cTNtiiuGd2xnADRknis/Vj4L1fUpb641e7WWXG4RxsF4AHGYz6VDf33h2z8H32laTqEs7zyLIBKjZJ3\
        JnnaB0WrWqf8yL/2y/8AaVdFrMOk+I7h9DnuZVuLYid0iGCOMDkqR0cVxum/8kv1b/r7X+cVXJ7zwtq+jaTb6lqc8MtnbqhWKNuu\
        1QQfkOfu9qm0K68HaDevdWmrXLu8ZjIljYjBIPZB6Ve+GP8AyL1x/wBfbf8AoCV2FFYfiKeGK4sEudGjv4HciSeRAVtVyuWJKkAY\
        56j7tcvq3iTQbDUpba38PabeRJjbPGY9rZAPGEPTOOvaq8HijTbmZYbfwbaTSt91IwrMe/AEdbWrGw1CPSbyO7tre600eaumqyl2\
        f5SIQMgg5XbjbnPbtUam/wDEt06Jplz4fuMeY1+EbfIBgeWThSeoPX+Hp6UfC95DYeANRubi0jvIku/mgkxtbPljnIPTOenao7Tx\
        DZ3u/wCx+CILjZjd5SB9uemcR+xrU0y7024uGTVfC1ppEAQlZ7qJVVmyPlBZAM4yevY11Gmf2b9nb+yvsnkbzu+y7du7A67eM4x+\
        lXKK5Hx3eagkmm6bYTrENRLwSBlBDZ2qMnBI+8elc74k8MwaH4UtJJY4zqBuNkssbsVYEOQADx0C9u1WLDwL4g068ju7O9sY5487\
        W3McZBB4KY6E0fYbe51H7fbR7LrRpfO1V2Y/v3U5YxjkdUf+71H4bHm+Jdc/4mOh6jBbafN/qop0XeuPlbPyN/ECepqTxRpdlpHg\
        jULewh8mJnRyu4tzvQZ5J9BXD+EtUvbDWba3tZvLiu7iJJl2g7huxjkcdT0rtPFX/FS3L+HbL93eWjrcO83EZXbjAIyc/vB29a0v\
        B02kz6VK2i20ttbichklOSX2rk/ePbHet6is/Vdb07RvK/tC48nzc7PkZs4xnoD6iudg1zwpBr1xrCapKbi4jEbKYn2ADb0GzP8A\
        CO9U4LrwdBoNxo6atcm3uJBIzGNt4I29Dsx/CO1U9T8GWkUdhe6c9zNprjzbqZ3UGOL5TuAwD93ccYJ46VTutA0jUIxF4Wurm+vQ\
        dzxykIBH0JyyqOpXv3q8+p+J/F2izwwadaPau4R3jOxgVIbA3P8ATtXST22rro2k6XBaxtBLbrb37FhuhXaqkrzjOC3Y9BXE3Fy/\
        grxVeR6YFlCxrGPtPzcMFY/dx3r07TNUstXt2uLCbzolcoW2lecA45A9RVyiuN8cRpLrvhqORFdHuSrKwyGBaPIIqjr2uaPo2sT2\
        H/CMWM3lbfn2oucqD02H1qO9n03V/Auoajb6NaWMsUqxqY0Ut95OQQox97FO103MuleE7CC7lt0vYFhk2MQGDLGOQCM9TxTrPTP9\
        Ok8M2U32K8sk819ThXbJMpwdhAIOPnH8R+4OPTQ+GP8AyL1x/wBfbf8AoCVrWyJol7eT6nrasl5IXhiuJNgiAJJVdzc/eA4x0FUd\
        bvtHZftFlpljrl47gPHCEkkC4+8cBjgYA/EVoeGNC/4R/TpLT7T9o3ymTds2YyAMYyfStiiuP8af8jD4Y/6+/wD2eOqfiXwVqWr6\
        7c31vPaLFLt2iR2DcKBzhT6U270S50H4d6na3bxO7zpIDESRgtGO4HpVq802a40bw3qiNGINLt0uJlJO5lCoxC8YJwp6kdqxbS81\
        DXvGV9eeHZ1tHkgBzcqPuAIpGMMOoFehaZpdlpFu1vYQ+TEzlyu4tzgDPJPoK5HxC0Fnes3i1Gv7eWRzp6W/BhTPzBsFc8FO56H8\
        avgiSxl8Z3r6XDJBZm0PlxyHLDmPOeT3z3rstC1u216ye6tElREkMZEoAOQAexPrWlRWP4g8N2fiD7P9sknTyN23ymAzuxnOQfQV\
        j/8ACuNH/wCfm+/77T/4mj/hXGj/APPzff8Afaf/ABNbE/huzuP7J3yTj+y9vk4YfNjbjdxz90dMd6p6t4K03V9Slvrie7WWXG4R\
        uoXgAcZU+ldJWbqeiW2qXthdTvKr2MnmRhCACcqecg/3R6UQaJbQa9cawjym4uIxGykjYANvQYz/AAjvWlRRRRRRRRRRRRX/2Q==
        """)
    package static let progressive = bytes(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i\
        Z2hnPk1xeXBkeFxlZ2P/wgALCABXAFcBAREA/8QAGgAAAwEBAQEAAAAAAAAAAAAAAAMEBQIBBv/aAAgBAQAAAAH6AAAAIJudNU6v\
        bLDHj6b02Xp2wYs/DdHGd2/YIctdvKOatRxkZzCzrD2qbyfOSlL9LE+ncYyOffaK0UWGOnxsX0OQrZpI4yxOlMUgAAAf/8QAJRAA\
        AwEAAQIGAgMAAAAAAAAAAgMEAQAQFAUREhMVNCIwIyQ1/9oACAEBAAEFAv2U0exveO5trBzGeaAoDQGz1S5Y3c7x3Jn9wvpb9iup\
        y6PdNvhrGNBTYyYupQKie5iZ4aGtd4Z9fpfuC5vZNYZzhG3jsVQS/wDL05WpQUaD8M+v0o3MJtKAZlSy1voZn50lKeBANAHxZLIl\
        +36elxs86ZsRKENCz9AkzzpfypQKikaYOq/slHqtV0a5aeY+XH4UeIZGOYSFMz3Ka06LfZIuyqW0Gj0uzze96UuPVthf6tUC/wA/\
        DPrj/CbjTyZHbr6W/YpiY15JJHhxr0kibH2LUCho8gOLQ2xDheHSiYKOfHJ58cnmzAXGxLazjEi08SOP/b//xAA2EAACAQMBBQUE\
        CQUAAAAAAAABAgADERIhBBATMVEiYXKB0SMyQUIUJDA0UnHB8PEzYqGx4f/aAAgBAQAGPwL7RAEzyn3R/wB+Uu2zMB3ziBflvaA1\
        CKbfhJ5Rq2Hum1ry42V590f9+ULY46237N4vSMqPYDulVnNzl6TZVpNbMW/1ATjxr9ppUVBYTZ+G1rrCrtcY9I3i37Ox5BvSF2qt\
        c9B/yPSpVCbm+s2Hy/ScAscl10lXxekpLUqEFF+AmS1W5W1Ebxb0yohx8SflhVdnpuOotLLsak938Sk4ZVanrw/0n9Ntnbnn17pU\
        ZlDjLkfKdjYg35fxPa7KtIdWE9ljb+3fTpobcTQxSQOJlqRAyOgImajtUTer3/lOJQqBaZ5AyoqCwiqpsGYXn0dNHXta8v3rDwVK\
        rf47xxGteNW4pyYW5RqPFbFjflEenkafNj0EtsrM79D0hAprj3SlSCixXF+6OKeulu1MkNxv2YH8XpCn0ZDaVKi0VQg20myIGK5i\
        x/xDsyHB014g5mN4o5qVvfOgY8pklNK79BqYVyy1vv2bxekZ1K2PWVFa3O+nlNmq6WpLkY77Ocbj5pigsJ9b7ak+zx+EfhAhMdAf\
        KZLfnbXeuZOnSe88955S1PsuULsWuem5GN+wbiNW1yYW+2//xAAnEAEAAQQBAwMFAQEAAAAAAAABEQAhMUFhEFGhcdHwMIGRsfHB\
        4f/aAAgBAQABPyH6jsKmAMdvevgtHpdlSH6pAQrCd2mK3oLHaYD+o8bjmhCQ3EW/ivgtNQliZ6/D5pYOKCHYqxHAmI3QwjG4HXup\
        +U8hhPkaqRnIxM7K74lsOio1cmIGyvM/o6qLCFfvSLXkkijykrD3OOOiLhLk/jmvF0JXghOxxxSp5ch7V5n9HU5RtlY2vj5FFwmL\
        R8UVbsEFpjJMUlbf5jFE0Mwiz4PhQcRfiaTFmzCYo8IPYwL2uVfbd7Yn7dSD7kxnB/tYbAQw5/5WMJTL7ViJMlzM+D2rgCSSadO6\
        kZyMTOyoEZDGb1eXiJ1RRczCd0HPX0QVlouXAJRrjijZeBlOuOKeRd2mi/4mt8KbHkHFL/Wwtja+2iqxFm5gLeaSEwGzMOqZQ5iY\
        jqAARgju9MQ+vAa9KHhgQJycc1AODE5kphqJHA9vPfVeZ/RQCdJIj0EvNOJMbwwd91uEuRHX4fNAy4Ikzj0p10p/JQYMIO0gbfii\
        dvS1Y5plLmYmaTELENO5xxTVyqKKjAdRYBviXev7J7V/ZParxws84z+KLrySI/XRxw2j7e1GxuA1r2+t/9oACAEBAAAAEAAAAAAA\
        AAAAAAAAAAAAAH//xAAkEAEAAgMBAAICAgMBAAAAAAABESEAMUFREIEgYTBxkaHx8P/aAAgBAQABPxD+RYBSCkoBDM4/6WWtDSjl\
        rkOj2pUwBj61jAdMVaYkYbIddzkQ7Fm3D6cwcDiAB0jn/pZd1vpwDMwe/g93+KcSzaTtcYYkYKSRQeuMbbIiwEyMbayXbRSOIABG\
        vLX+ZOS8lo5tfDNfD7kR7H1yDkjsIJoPX8FdLBmmARaxQpuAKAVK8wgngnLbcDXwNlch8JUFqNHP/C9y3GjtIEbz/TGteQwhR4fP\
        wVqveCsiSVARezEC05VgGoepjfM1IKSO0GEQYmC6ASIzRaecxRvkGKIJMJ2O/wCnmh6dWQuR1M65nNtp3amP0cMP2yoCiJMS745+\
        4/8AQDekxH+vkkazAkoJYU21iWil0CMAa0ccyZKVhEiNMdLnT1svShZv7x9fWuetn6i7ck5LyWjm18Mq8NhhSLK26z9OmZUQJLNO\
        e4TnMXK3Hbkd+ffj3IidD6Y2KBEcOC/HcbFAiCnDXjmHvmJm1AgekQtawYasqE0WQbeu4cvb0SiB9PMekYhYDaJh4dGDiIHkE47k\
        2JXJaBiw9PlPLwJAyCZ/YuVSHU/cdLcK9IgjjHPe4gALBJ21nqK+BDMEYr1rXmK37kikirsNCo0ZEGMISG0CggPszut8OQIiXz8H\
        q3NgqAuF5hy/y1IQ6HmASMhYCikLC2nMIC1ktRiIGwybErktATa+GNTVpMtIMqe3T9s8TkSLlNvZ7j2/IIMgPF9+f0A5E0mZHw+a\
        1aoXgGlNL01HchU3AVAKlefEdugwFlXI+PMfHAhIhwRPHf5v/9k=
        """)
    package static let png = bytes(
        """
        iVBORw0KGgoAAAANSUhEUgAAAFcAAABXCAAAAABUo4awAAAA7ElEQVR42u1Xyw7DMAiLp/3/L3unVXkA4bJJceipD2QVlxobbD85\
        Xq1wC7dwT8d99xewKvh91J8ElQI8TL30zKy9e5UaPEy993fYTYVXqcRD82eed+jD9kCaDQEeGE4FcpWn84BwGJirPJ0H7iQCuUoB\
        /2DuR44ro+12qMA8wJkBhsYJWj4KCxtYZoCOYlBLJ2l969VBmX/TyfMAhn0hETck9AEZUzR13UabDYX/AltLwDBieClDMm/C2iYY\
        Q8cNebNZikHfasrnrAxjl+RNhuKpnTfNpeDJhXDefJRh1QHJvXnA+xZu4Rbu/3A/TH1RwjMgmc4AAAAASUVORK5CYII=
        """)

    /// As an address of `data:` holds bytes.
    package static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
}
