// Answers questions on standard input, one a line as JSON, with what robfig/cron makes of them: KEDA's cron scaler reads its
// expressions with this parser.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/robfig/cron/v3"
)

type question struct {
	Expression, Zone string
	AfterMs          int64
}

func answer(parser cron.Parser, asked question) string {
	location, err := time.LoadLocation(asked.Zone)
	if err != nil {
		return "no zone"
	}
	schedule, err := parser.Parse(asked.Expression)
	if err != nil {
		return "refused"
	}
	next := schedule.Next(time.UnixMilli(asked.AfterMs).In(location))
	if next.IsZero() {
		return "never"
	}
	return fmt.Sprint(next.UnixMilli())
}

func main() {
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		fmt.Println(answer(parser, asked))
	}
}
