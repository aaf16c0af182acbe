module example.com/northgate

go 1.20
